// SPDX-License-Identifier: MIT
//
// node lint.mjs FILE...: what rules.mjs finds in the files, which may dot-source those named *steps.ps1 among them.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { check, makeParser } from './rules.mjs';

const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
const parser = await makeParser(grammar);
const files = process.argv.slice(2);
const library = files.filter((file) => file.endsWith('steps.ps1')).map((file) => readFileSync(file, 'utf8'));
const messages = files.flatMap((file) =>
    check(parser, readFileSync(file, 'utf8'), library).map((message) => `${file}:${message}`),
);
for (const message of messages) console.error(message);
if (messages.length === 0) console.log(`${files.length} PowerShell scripts are clean`);
process.exitCode = messages.length === 0 ? 0 : 1;
