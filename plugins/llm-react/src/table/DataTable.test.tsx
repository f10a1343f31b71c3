import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { DataTable } from './DataTable';

const longName = 'a-name-without-a-space'.repeat(8);

async function renderTable() {
  await renderInTestApp(
    <DataTable
      label="Things"
      columns={[
        {
          id: 'name',
          title: 'Name',
          rowHeader: true,
          cell: (row: string) => row,
        },
        { id: 'figure', title: 'Figure', numeric: true, cell: () => '1' },
      ]}
      rows={[longName]}
      rowKey={row => row}
    />,
  );
}

describe('DataTable', () => {
  it('scrolls inside itself, with a shadow at an edge beyond which there is more', async () => {
    await renderTable();
    const style = getComputedStyle(
      screen.getByRole('region', { name: 'Things' }),
    );
    expect(style.overflowX).toBe('auto');
    // What covers a shadow moves with the table, and the shadow does not.
    expect(style.backgroundAttachment).toBe('local, local, scroll, scroll');
    expect(style.backgroundImage.match(/linear-gradient/g)).toHaveLength(4);
  });

  it('breaks a long name rather than widen the table', async () => {
    await renderTable();
    expect(
      getComputedStyle(screen.getByRole('rowheader', { name: longName }))
        .overflowWrap,
    ).toBe('anywhere');
    expect(
      getComputedStyle(screen.getByRole('cell', { name: '1' })).overflowWrap,
    ).toBe('break-word');
  });
});
