// SPDX-License-Identifier: MIT
//
// Each way of being wrong is found, and nothing is said of what is right: node --test
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { check, makeParser } from './rules.mjs';

const parser = await makeParser(
    createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'),
);
const HEAD = "# What it is for.\nSet-StrictMode -Version Latest\n$ErrorActionPreference = 'Stop'\n";
const GOOD = `${HEAD}
function Invoke-Native {
    param([Parameter(Mandatory)] [string] $Program, [string[]] $Arguments = @(), [int[]] $Allow = @(0))
    & $Program @Arguments
    if ($Allow -notcontains $LASTEXITCODE) { throw "$Program, exit code $LASTEXITCODE" }
}
foreach ($name in @('a', 'b')) { Invoke-Native $name @('-x') -Allow @(0, 1) }
$env:PATH = "$env:SystemRoot;$env:PATH"
Write-Host "$($name.Length)"
`;

test('what is right', () => assert.deepEqual(check(parser, GOOD), []));

const WRONG = [
    ['an open brace', `${HEAD}if ($true) {\n`, /syntax error/],
    ['a half expression', `${HEAD}$a = @(1,\n`, /syntax error/],
    ['a colon after a name', `${HEAD}$a = 1\nWrite-Host "$a: b"\n`, /^5: syntax error: \$a: in a string/],
    ['no strict mode', "$ErrorActionPreference = 'Stop'\n", /does not begin/],
    ['errors go on', 'Set-StrictMode -Version Latest\n', /does not begin/],
    ['an alias', `${HEAD}cd ..\n`, /^4: cd is no function/],
    ['a program by name', `${HEAD}cmake --preset dev\n`, /^4: cmake is no function/],
    ['a program by call operator', `${HEAD}& 'cmake' --preset dev\n`, /^4: a program is started past/],
    ['a parameter that is not there', `${GOOD}Invoke-Native 'a' -Alow @(1)\n`, /has no parameter -Alow/],
    ['a parameter of a cmdlet', `${HEAD}Join-Path 'a' -Leaf 'b'\n`, /has no parameter -Leaf/],
    ['a variable that is not set', `${HEAD}Write-Host $nmae\n`, /^4: \$nmae is nowhere set/],
    ['a variable in a string', `${HEAD}Write-Host "a $nmae b"\n`, /^4: \$nmae is nowhere set/],
    ['a chain of PowerShell 7', `${HEAD}Write-Host 'a' && Write-Host 'b'\n`, /&& is not in/],
    ['a choice of PowerShell 7', `${HEAD}$a = $true ? 1 : 2\n`, /syntax error|\? is not in/],
    ['not ASCII', `${HEAD}Write-Host 'caf\u00e9'\n`, /^4: not ASCII/],
];
for (const [name, text, message] of WRONG) {
    test(name, () => {
        const messages = check(parser, text);
        assert.equal(messages.length, 1, messages.join('\n'));
        assert.match(messages[0], message);
    });
}
