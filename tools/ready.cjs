/**
 * Makes a checkout ready to run: installs from the lock file, but only when node_modules does not match it.
 *
 * Plain old JavaScript on purpose: it runs under whatever Node a machine happens to have, before the
 * project's own Node 24 (the npm package `node`, a development dependency) is there. It speaks on stderr
 * only, so that the output of a command stays the command's own, and it needs no network once installed.
 */
'use strict';

var childProcess = require('child_process');
var crypto = require('crypto');
var fs = require('fs');
var path = require('path');

var root = path.dirname(__dirname);
var modules = path.join(root, 'node_modules');
var stamp = path.join(modules, '.belltower-lock');
var ownNode = path.join(modules, '.bin', 'node');

function wanted() {
  var hash = crypto.createHash('sha256');
  ['package-lock.json', '.npmrc'].forEach(function (name) {
    hash.update(name).update(fs.readFileSync(path.join(root, name)));
  });
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

function matches(lock) {
  try {
    return fs.existsSync(ownNode) && fs.readFileSync(stamp, 'utf8') === lock;
  } catch {
    return false;
  }
}

function install(lock) {
  process.stderr.write('belltower: installing what package-lock.json names (once; this takes a moment) …\n');
  // npm's own settings of an outer `npm run` (a prefix, omit=dev, …) must not leak into this install.
  var env = {};
  Object.keys(process.env).forEach(function (key) {
    if (
      !/^npm_(config|lifecycle|package)_/i.test(key) ||
      /registry|cafile|proxy|cache|userconfig|globalconfig/i.test(key)
    ) {
      env[key] = process.env[key];
    }
  });
  delete env.NODE_ENV;
  var npm =
    process.env.npm_execpath && /\.c?js$/.test(process.env.npm_execpath)
      ? [process.execPath, process.env.npm_execpath]
      : ['npm'];
  var args = npm.slice(1).concat(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  // stdout of npm goes to our stderr: a command's own output stays clean.
  var done = childProcess.spawnSync(npm[0], args, { cwd: root, env: env, stdio: ['ignore', 2, 2] });
  if (done.status !== 0 || !fs.existsSync(ownNode)) {
    process.stderr.write(
      'belltower: the installation failed (see above). With a network connection, run `npm ci` in ' +
        root +
        ' and try again.\n',
    );
    process.exit(1);
  }
  fs.writeFileSync(stamp, lock);
}

var lock = wanted();
if (!matches(lock)) install(lock);
