import { describeOnDatabases } from '../../__testUtils__/describeOnDatabases';
import { prepareTables } from '../../__testUtils__/usage';
import { ConsumerCap } from './ConsumerCap';

describeOnDatabases('the cap of consumers', createDatabase => {
  it('keeps to what it answered, though it has forgotten the hour since', async () => {
    const knex = await createDatabase();
    await prepareTables(knex);
    const cap = ConsumerCap.create({ knex, cap: 10, remembered: 0 });
    const candidate = (hour: number, consumer: string) => ({
      hour,
      model: 'model:default/qwen',
      consumer,
      requests: 1,
    });
    const first = await cap.admit([candidate(1, 'key-1')]);
    // Makes room for another hour.
    const second = await cap.admit([candidate(2, 'key-2')]);
    expect(first(1, 'model:default/qwen', 'key-1')).toBe('key-1');
    expect(second(2, 'model:default/qwen', 'key-2')).toBe('key-2');
  });
});
