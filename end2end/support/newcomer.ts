import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A portal for work on an empty database, with one administrator that was made at a shell. */
export interface Portal {
  url: string;
  folder: string;
  stop(): Promise<void>;
}

export const ADMINISTRATOR = 'karl.weber';

/** Chosen by each of its users: it is on no list of common ones. */
export const CHOSEN = 'vingt-deux gouttes de pluie';

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export async function newPortal(): Promise<Portal> {
  const program = process.env.BINARY ?? 'target/release/delibero';
  const folder = mkdtempSync(join(tmpdir(), 'delibero-newcomer-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DELIBERO_DEMO: '0',
    DATABASE_URL: `sqlite://${join(folder, 'delibero.sqlite')}`,
    DELIBERO_DATA_KEY_FILE: join(folder, 'delibero.key'),
    DELIBERO_LOG_KEY_FILE: join(folder, 'log.key'),
    DELIBERO_ADDRESS: url.replace('http://', ''),
    DELIBERO_TRACE: 'error',
  };
  const run = (words: string[], input = '') => execFileSync(program, words, { env, input, stdio: ['pipe', 'ignore', 'inherit'] });
  run(['key', 'new', join(folder, 'delibero.key')]);
  run(['key', 'log', 'newcomer.invalid/delibero', join(folder, 'log.key')]);
  run(['migrate']);
  run(['organisation', 'add', 'committee', '--name', 'Comité', 'Comité', 'Ausschuss']);
  const who = ['--organisation', 'committee', '--display-name', 'Karl Weber', '--role', 'system-admin'];
  run(['user', 'add', ADMINISTRATOR, ...who], `${CHOSEN}\n`);
  const server = spawn(program, ['serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await answering(server, url);
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  return { url, folder, stop };
}

async function answering(server: ChildProcess, url: string) {
  while (server.exitCode === null) {
    const answers = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the portal did not start');
}
