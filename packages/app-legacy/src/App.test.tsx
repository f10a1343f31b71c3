import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks who the visitor is, from the list in the configuration', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          data: {
            app: {
              title: 'Test',
              personas: [
                {
                  userRef: 'user:default/mira.app',
                  name: 'Mira Lindqvist',
                  role: 'App developer',
                },
              ],
            },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ] as unknown as string,
    };

    render(<App />);

    expect(
      await screen.findByText('Mira Lindqvist', {}, { timeout: 15_000 }),
    ).toBeInTheDocument();
  });
});
