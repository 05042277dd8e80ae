/**
 * Runs the project's own programs under Node 24 with every shell: `node tools/run.cjs src/main.ts serve`, or a package's
 * program by the package's name, `node tools/run.cjs vitest run`.
 *
 * Plain JavaScript, so that any Node version runs it. tools/ready.cjs finds or installs Node 24 first.
 */
'use strict';

var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');
var makeReady = require('./ready.cjs').makeReady;

var root = path.dirname(__dirname);
// Half the young generation's usual growth and a slower growing heap: a third less memory (docs/operating.md).
var MEMORY = ['--max-semi-space-size=16', '--heap-growing-percent=50'];

var target = process.argv[2];
var rest = process.argv.slice(3);
var isOurs = /\.ts$/.test(target);
// All programs except src/main.ts need development packages.
var node = makeReady(!/^src\//.test(target));
var file = isOurs ? path.join(root, target) : programOf(target);
// Types are stripped once: the compile cache includes the entry file.
if (isOurs) process.env.NODE_COMPILE_CACHE = path.join(root, 'node_modules', '.cache', 'belltower');
var flags = rest[0] === 'serve' ? MEMORY : [];
var args = flags.concat([file], rest);

runAndFollow();

function programOf(name) {
  var folder = path.join(root, 'node_modules', name);
  var bin = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).bin;
  return path.join(folder, typeof bin === 'string' ? bin : bin[Object.keys(bin)[0]]);
}

/** Forwards signals, and exits as the child exits. */
function runAndFollow() {
  var child = childProcess.spawn(node, args, { stdio: 'inherit' });
  // npm signals the shell between it and this process, and not every shell passes a signal on: it only ends.
  var parent = process.ppid;
  var watch = setInterval(function () {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 200);
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      // A terminal sends Ctrl-C to the child as well; a second SIGINT would end it at once. Windows always does, for a
      // closed window too, and has no signals to pass on: there `kill` would end the server before it has stopped.
      var isSent = process.platform === 'win32' || (signal === 'SIGINT' && process.stdin.isTTY);
      if (!isSent) child.kill(signal);
    });
  });
  child.on('error', function (error) {
    process.stderr.write(`belltower: cannot run ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', function (code, signal) {
    clearInterval(watch);
    process.exitCode = signal ? 1 : code;
  });
}
