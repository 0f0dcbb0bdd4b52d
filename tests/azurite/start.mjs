// Starts and stops the pinned storage emulator. Needs Node 18 or newer and npm, nothing else.
//
//   node start.mjs [--base-port 10000] [--location DIR | --temporary | --in-memory] [--detach | --until-stdin-ends | --stop | --install-only]
//
// Blobs are on the base port, queues on the next, tables on the one after. Prints one line when all three answer:
// "azurite PID started on 127.0.0.1:10000-10002", or "already running" when something has answered there before.
// In the foreground it stays until SIGINT or SIGTERM (or, with --until-stdin-ends, the end of its input) and stops the emulator;
// with --temporary it keeps its data in a folder that goes with it; with --in-memory nowhere but in memory, for tables of more than the
// 512 MB of JSON they may have in a file; with --detach it leaves the emulator behind for --stop to end.
// Azurite keeps its last writes only when it is ended by SIGTERM.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const windows = process.platform === 'win32';
const modules = path.join(here, 'node_modules');
const azurite = path.join(modules, 'azurite', 'dist', 'src', 'azurite.js');
const node = path.join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');
const startSeconds = 60;
const stopSeconds = 30;

const { values: options } = parseArgs({
  options: {
    'base-port': { type: 'string', default: '10000' },
    location: { type: 'string', default: '.azurite' },
    temporary: { type: 'boolean', default: false },
    'in-memory': { type: 'boolean', default: false },
    detach: { type: 'boolean', default: false },
    'until-stdin-ends': { type: 'boolean', default: false },
    stop: { type: 'boolean', default: false },
    'install-only': { type: 'boolean', default: false },
  },
});
const basePort = Number(options['base-port']);
const ports = [basePort, basePort + 1, basePort + 2];
const vanishes = options.temporary || options['in-memory'];
const location = vanishes ? fs.mkdtempSync(path.join(os.tmpdir(), 'clientbase-azurite-')) : path.resolve(options.location);
const pidFile = path.join(location, `azurite-${basePort}.pid`);
const logFile = path.join(location, 'azurite.log');

try {
  await main();
} catch (error) {
  console.error(`azurite: ${error.message}`);
  process.exitCode = 1;
} finally {
  if (vanishes) {
    fs.rmSync(location, { recursive: true, force: true });
  }
}
// What still waits for a signal or for input must not hold the process.
process.exit();

async function main() {
  if (!Number.isInteger(basePort) || basePort < 1 || basePort > 65533) {
    throw new Error(`--base-port is ${options['base-port']}; it must be a number from 1 to 65533.`);
  }

  if (options.stop) {
    await stop(readPid());
    return;
  }

  await install();
  if (!options['install-only']) {
    await start();
  }
}

async function start() {
  fs.mkdirSync(location, { recursive: true });
  const stopping = options.detach ? undefined : stopRequested();
  const emulator = await withLock(path.join(location, 'start.lock'), async () => (await answer()) ? undefined : launch());
  const pid = emulator?.pid ?? readPid();
  console.log(`azurite ${pid ?? '-'} ${emulator ? 'started' : 'already running'} on 127.0.0.1:${ports[0]}-${ports[2]}`);

  if (emulator && stopping) {
    const exited = new Promise(resolve => emulator.once('exit', resolve));
    if (await Promise.race([stopping.then(() => true), exited.then(() => false)])) {
      await stop(emulator.pid);
    } else {
      throw new Error(`it ended by itself; ${logTail()}`);
    }
  }
}

/** Starts the emulator in a session of its own, which outlives its starter, and waits until its ports answer. */
async function launch() {
  const log = fs.openSync(logFile, 'a');
  const megabytes = Math.floor(os.totalmem() / 2 ** 20);
  const heap = options['in-memory'] ? [`--max-old-space-size=${Math.floor(megabytes * 0.7)}`] : [];
  const place = options['in-memory'] ? ['--inMemoryPersistence'] : ['--location', location];
  const emulator = spawn(node, [
    ...heap, azurite, '--silent', '--skipApiVersionCheck', '--disableTelemetry', ...place,
    '--blobHost', '127.0.0.1', '--blobPort', String(ports[0]),
    '--queueHost', '127.0.0.1', '--queuePort', String(ports[1]),
    '--tableHost', '127.0.0.1', '--tablePort', String(ports[2]),
  ], { detached: true, windowsHide: true, cwd: location, stdio: ['ignore', log, log] });
  fs.closeSync(log);
  let failure;
  emulator.once('error', error => { failure = error.message; });
  emulator.once('exit', code => { failure ??= `it ended with code ${code}`; });
  emulator.unref();

  for (const deadline = Date.now() + startSeconds * 1000; Date.now() < deadline && !failure; await sleep(50)) {
    if (await answer()) {
      fs.writeFileSync(pidFile, String(emulator.pid));
      return emulator;
    }
  }

  if (failure && await answer()) {
    return undefined; // Another folder's emulator was quicker to bind these ports.
  }

  if (!failure) {
    emulator.kill();
  }
  throw new Error(`${failure ?? `its ports ${ports} did not answer within ${startSeconds} s`}; ${logTail()}`);
}

async function stop(pid) {
  if (pid === undefined || !alive(pid)) {
    fs.rmSync(pidFile, { force: true });
    return;
  }

  process.kill(pid, 'SIGTERM');
  for (const deadline = Date.now() + stopSeconds * 1000; alive(pid); await sleep(50)) {
    if (Date.now() > deadline) {
      throw new Error(`process ${pid} is still running ${stopSeconds} s after SIGTERM.`);
    }
  }
  fs.rmSync(pidFile, { force: true });
}

/** Resolves when whoever started this process wants the emulator stopped, or is gone. */
function stopRequested() {
  return new Promise(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (options['until-stdin-ends']) {
      process.stdin.resume().once('end', resolve).once('error', resolve);
    }
  });
}

/** Installs what package-lock.json pins, once for each content of it. */
async function install() {
  const wanted = createHash('sha256').update(fs.readFileSync(path.join(here, 'package-lock.json'))).digest('hex');
  const marker = path.join(modules, '.installed');
  const installed = () => fs.existsSync(node) && fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === wanted;
  if (installed()) {
    return;
  }

  await withLock(path.join(here, '.install.lock'), async () => {
    if (installed()) {
      return;
    }
    console.error('azurite: installing the storage emulator (npm ci, once; about 20 s) ...');
    const npm = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: here, shell: windows, encoding: 'utf8' });
    if (npm.error?.code === 'ENOENT') {
      throw new Error('npm was not found; it comes with Node.js (https://nodejs.org).');
    }
    if (npm.status !== 0) {
      throw new Error(`npm ci failed:\n${npm.stderr}${npm.stdout}`);
    }
    if (!fs.existsSync(node)) {
      throw new Error(`npm ci left no ${node}: are install scripts switched off?`);
    }
    fs.writeFileSync(marker, wanted);
  });
}

/** Runs an action while no other process on this machine runs one under the same lock; a lock whose owner is gone is broken. */
async function withLock(file, action) {
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }

    if (abandoned(file)) {
      fs.rmSync(file, { force: true });
    }
    await sleep(100);
  }

  try {
    return await action();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function abandoned(lock) {
  const owner = readNumber(lock);
  const written = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return owner === undefined ? Date.now() - written > 5000 : !alive(owner);
}

async function answer() {
  return (await Promise.all(ports.map(connects))).every(Boolean);
}

function connects(port) {
  return new Promise(resolve => {
    const socket = net.connect({ host: '127.0.0.1', port })
      .once('connect', () => { socket.destroy(); resolve(true); })
      .once('error', () => resolve(false));
  });
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readPid() {
  return readNumber(pidFile);
}

function readNumber(file) {
  try {
    const number = Number(fs.readFileSync(file, 'utf8'));
    return number > 0 ? number : undefined;
  } catch {
    return undefined;
  }
}

function logTail() {
  const lines = fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-5) : [];
  return `the end of ${logFile}:\n${lines.join('\n')}`;
}
