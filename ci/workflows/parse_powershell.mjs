// SPDX-License-Identifier: MIT
//
// node parse_powershell.mjs FILE: is it PowerShell?
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { makeParser } from './rules.mjs';

const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
const root = (await makeParser(grammar)).parse(readFileSync(process.argv[2], 'utf8')).rootNode;
if (root.hasError) console.error(`${process.argv[2]}: a syntax error`);
process.exitCode = root.hasError ? 1 : 0;
