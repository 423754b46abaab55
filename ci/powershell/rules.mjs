// SPDX-License-Identifier: MIT
//
// What is wrong with a PowerShell script, as far as a real grammar and our house rules can tell where no PowerShell can
// be had. Knows nothing of files. The scripts must run on Windows PowerShell 5.1 and on PowerShell 7.
import { Language, Parser } from 'web-tree-sitter';

// The cmdlets that we use, with the parameters that we use, as Windows PowerShell 5.1 has them
// (https://learn.microsoft.com/powershell/module/?view=powershell-5.1). Others are to be looked up there and added.
const CMDLETS = {
    'Get-Command': ['ErrorAction'],
    'Join-Path': [],
    'Pop-Location': [],
    'Push-Location': [],
    'Set-StrictMode': ['Version'],
    'Split-Path': ['Parent'],
    'Test-Path': [],
    'Write-Host': [],
};
// https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_automatic_variables
const AUTOMATIC = ['_', 'args', 'errorActionPreference', 'false', 'lastExitCode', 'null', 'psScriptRoot', 'true'];
// Operators that only PowerShell 7 has.
const ONLY_IN_7 = ['&&', '||', '??', '??=', '?.', '?[', '?'];

const same = (a, b) => a.toLowerCase() === b.toLowerCase();
const among = (list, word) => list.some((other) => same(other, word));

function* walk(node) {
    yield node;
    for (const child of node.children) yield* walk(child);
}

// $script:Name, ${Name} and $Name are "Name"; $env:... is no variable of the script.
function variableName(node) {
    const match = /^[$@]\{?(?:(script|global|local):)?(\w+)\}?$/i.exec(node.text);
    return match ? match[2] : undefined;
}

function functions(root) {
    const found = new Map();
    for (const node of walk(root)) {
        if (node.type !== 'function_statement') continue;
        const name = node.children.find((child) => child.type === 'function_name');
        const params = [...walk(node)].filter((child) => child.type === 'script_parameter').map((parameter) => {
            return variableName(parameter.children.findLast((child) => child.type === 'variable'));
        });
        found.set(name.text, { node, params });
    }
    return found;
}

function definitions(root) {
    const found = [...functions(root).values()].flatMap((entry) => entry.params);
    for (const node of walk(root)) {
        const target =
            node.type === 'left_assignment_expression' || node.type === 'script_parameter' || node.type === 'foreach_statement';
        if (!target) continue;
        const variable = [...walk(node)].find((child) => child.type === 'variable');
        if (variable && variableName(variable)) found.push(variableName(variable));
    }
    return found;
}

export async function makeParser(grammar) {
    await Parser.init();
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
    return parser;
}

// check(parser, text, library): messages with line numbers about a script that dot-sources the texts of library.
export function check(parser, text, library = []) {
    const root = parser.parse(text).rootNode;
    const messages = [];
    const say = (node, what) => messages.push(`${node.startPosition.row + 1}: ${what}`);

    // Only the first: what follows is guesswork of the parser's.
    const wrong = [...walk(root)].find((node) => node.isError || node.isMissing);
    if (wrong) {
        const where = wrong.isMissing ? `a ${wrong.type} is missing` : `at: ${wrong.text.split('\n')[0].slice(0, 60)}`;
        say(wrong, `syntax error: ${where}`);
        return messages;
    }

    const line = text.split('\n').findIndex((content) => /[^\x00-\x7f]/.test(content));
    if (line >= 0) messages.push(`${line + 1}: not ASCII: Windows PowerShell takes a file without a mark for ANSI`);

    const statements = root.children.find((child) => child.type === 'statement_list')?.children ?? [];
    const first = statements.filter((child) => child.isNamed && child.type !== 'comment').map((child) => child.text.trim());
    if (first[0] !== 'Set-StrictMode -Version Latest' || first[1] !== "$ErrorActionPreference = 'Stop'") {
        messages.push("1: does not begin with Set-StrictMode -Version Latest and $ErrorActionPreference = 'Stop'");
    }

    const roots = [root, ...library.map((other) => parser.parse(other).rootNode)];
    const known = new Map(roots.flatMap((other) => [...functions(other)]));
    const defined = roots.flatMap(definitions);
    const starter = functions(root).get('Invoke-Native')?.node;
    const isIn = (node, outer) => outer && node.startIndex >= outer.startIndex && node.endIndex <= outer.endIndex;

    for (const node of walk(root)) {
        if (!node.isNamed && ONLY_IN_7.includes(node.type)) say(node, `${node.type} is not in Windows PowerShell 5.1`);
        if (node.type === 'variable' && node.parent?.type !== 'script_parameter') {
            const name = variableName(node);
            if (name && !among([...AUTOMATIC, ...defined], name)) say(node, `$${name} is nowhere set`);
        }
        // The grammar lets it pass; PowerShell takes the colon for that of $env:NAME.
        const colon = node.type === 'expandable_string_literal' && /\$\w+:(?![\w{])/.exec(node.text);
        if (colon) say(node, `syntax error: ${colon[0]} in a string; say \${NAME}:`);
        if (node.type !== 'command') continue;
        const operator = node.children.find((child) => child.type === 'command_invokation_operator');
        if (operator?.text === '&' && !isIn(node, starter)) {
            say(node, 'a program is started past Invoke-Native, which looks at its exit code');
        }
        const name = node.children.find((child) => child.type === 'command_name');
        if (operator || !name) continue;
        const key = [...Object.keys(CMDLETS), ...known.keys()].find((other) => same(other, name.text));
        if (!key) {
            say(node, `${name.text} is no function of ours and no cmdlet that we use (an alias? a program?)`);
            continue;
        }
        const params = CMDLETS[key] ?? known.get(key).params;
        const elements = node.children.find((child) => child.type === 'command_elements')?.children ?? [];
        for (const element of elements.filter((child) => child.type === 'command_parameter')) {
            const word = element.text.replace(/^-|:$/g, '');
            if (!among(params, word)) say(element, `${key} has no parameter -${word}`);
        }
    }
    return messages;
}
