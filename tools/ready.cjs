/**
 * Makes a fresh checkout ready to run, and finds the Node to run it with: the checkout's own (the npm package `node`, a
 * development dependency), or the one that runs this if that is Node 24 or later.
 *
 * It installs from the lock file only where nothing is installed yet. What is installed is never changed or removed: a
 * server may be running from it, and an installation can fail half way. Where packages are missing or have another
 * version than package-lock.json says, it says so and stops.
 *
 * Plain JavaScript, so that any Node version runs it.
 */
'use strict';

var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');

var OLDEST_NODE = 24;
var root = path.dirname(__dirname);
var modules = path.join(root, 'node_modules');

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages || {};
  } catch {
    return null;
  }
}

/** npm writes its list of installed packages last, so without it the installation is incomplete. */
function isInstalled() {
  return fs.existsSync(path.join(modules, '.package-lock.json')) || fs.existsSync(path.join(modules, 'express'));
}

/** The packages that do not match package-lock.json. */
function listMissing(needsDevelopment) {
  var wanted = packagesOf(path.join(root, 'package-lock.json')) || {};
  var installed = packagesOf(path.join(modules, '.package-lock.json'));
  return Object.keys(wanted).filter(function (name) {
    var one = wanted[name];
    if (name === '' || one.optional || one.devOptional || one.link || (one.dev && !needsDevelopment)) return false;
    if (!fs.existsSync(path.join(root, name, 'package.json'))) return true;
    return installed !== null && (!installed[name] || installed[name].version !== one.version);
  });
}

function stop(message) {
  process.stderr.write(`belltower: ${message}\n`);
  process.exit(1);
}

function install() {
  process.stderr.write('belltower: installing what package-lock.json names (once; this takes a moment) …\n');
  // npm's own settings of an outer `npm run` (a prefix, omit=dev, …) must not leak into this install.
  var env = {};
  Object.keys(process.env).forEach(function (key) {
    if (
      !/^npm_(config|lifecycle|package)_/i.test(key) ||
      /registry|cafile|proxy|cache|userconfig|globalconfig|fetch/i.test(key)
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
  // Windows' npm is a script of its shell.
  var shell = process.platform === 'win32' && npm.length === 1;
  var done = childProcess.spawnSync(npm[0], args, { cwd: root, env: env, stdio: ['ignore', 2, 2], shell: shell });
  if (done.status !== 0 || !isInstalled()) {
    stop(`the installation failed (see above). With a network connection, run \`npm ci\` in ${root} and try again.`);
  }
}

function requirePackages(needsDevelopment) {
  var missing = listMissing(needsDevelopment);
  if (missing.length === 0) return;
  var names = missing.slice(0, 3).map(function (name) {
    return name.replace(/^.*node_modules\//, '');
  });
  var more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  stop(
    names.join(', ') +
      more +
      ' in ' +
      modules +
      ' are not as package-lock.json says. Nothing was changed. Stop the ' +
      'server if one runs from there, then run `npm ci' +
      (needsDevelopment ? '' : ' --omit=dev') +
      '` in ' +
      root +
      '.',
  );
}

function findNode() {
  // On Windows .bin/node is not executable.
  var own = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (fs.existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath;
  stop(
    'Node ' +
      OLDEST_NODE +
      ' or later is needed, and this is Node ' +
      process.versions.node +
      '. Install it from ' +
      'https://nodejs.org, or run `npm ci` in ' +
      root +
      ', which brings one.',
  );
}

/** Exits with a message if the checkout cannot be made ready. */
function makeReady(needsDevelopment) {
  if (!isInstalled()) install();
  requirePackages(needsDevelopment);
  return findNode();
}

module.exports = { makeReady: makeReady };
