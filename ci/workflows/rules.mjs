// SPDX-License-Identifier: MIT
//
// Our own rules for workflows and actions, line by line: they need no parser, and what they ask for has one spelling.

// Runners that GitHub has in 2026 and actionlint's list has not
// (https://docs.github.com/en/actions/reference/runners/github-hosted-runners).
export const RUNNERS = [
    'ubuntu-24.04', 'ubuntu-24.04-arm', 'windows-2025', 'macos-14', 'macos-15', 'macos-15-intel',
];

// rules(text, isWorkflow): messages, each with the number of its line.
export function rules(text, isWorkflow) {
    const messages = [];
    const lines = text.split('\n');
    let job = 0;
    let jobs = false;
    const timeouts = new Map();
    lines.forEach((line, index) => {
        const say = (what) => messages.push(`${index + 1}: ${what}`);
        const uses = /^\s*(?:- )?uses:\s*(\S+)(.*)$/.exec(line);
        if (uses && !uses[1].startsWith('./')) {
            if (!/@[0-9a-f]{40}$/.test(uses[1])) say(`${uses[1]} is not pinned by its commit`);
            else if (!/^ # v\d+\.\d+\.\d+$/.test(uses[2])) say(`${uses[1]}: no comment says which version that is`);
        }
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
