// SPDX-License-Identifier: MIT
//
// The report in use: filters, search, links and the keyboard, from files and from a server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serve, useBrowser, visit } from './browser.mjs';
import { REPORT, fileUrl, onePerKind, kindOf, text } from './site.mjs';

useBrowser();
let server;
before(async () => { server = await serve(REPORT); });
after(() => server?.end());

const count = async (page, selector) => {
    const found = /^(?:All )?([\d,]+)/.exec((await page.locator(selector).innerText()).trim());
    assert.ok(found, 'the count says no number');
    return Number(found[1].replace(',', ''));
};
// The short name of the machine's own column.
const LINUX = /^(gnu|musl|linux)/;
const claims = '#claims tbody tr:not(.head):visible';

// Both ways of reading a report; the address of a server is known only when it runs.
function both(name, path, use) {
    test(`${name}, from files`, () => visit(fileUrl(REPORT), path, use));
    test(`${name}, from a server`, () => visit(server.base, path, use));
}

both('the front page has claims, columns and a legend', 'index.html', async (page) => {
    const stated = (text(REPORT, 'index.html').match(/<tr data-family=/g) ?? []).length;
    assert.ok(stated > 100);
    assert.equal(await page.locator(claims).count(), stated);
    const heads = await page.locator('#claims thead th').allInnerTexts();
    for (const column of ['linux', 'Wine 9.9', 'documented'])
        assert.ok(heads.some((head) => head.includes(column)), `${column}: ${heads}`);
    for (const word of ['holds', 'refuted', 'mixed', 'not applicable', 'untested', 'blocked', 'unknown'])
        assert.ok((await page.locator('.legend').innerText()).includes(word), word);
    assert.equal(await page.locator('#claims tbody tr:not(.head)').first().locator('td').count(), heads.length - 1);
});

both('the filter narrows, is kept in the address, and is taken back', 'index.html', async (page) => {
    const all = await page.locator(claims).count();
    assert.equal(await count(page, 'form.filter .count'), all);
    await page.getByLabel('Text').fill('sigterm');
    const some = await page.locator(claims).count();
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
    assert.equal(await count(page, 'form.filter .count'), some);
    for (const row of await page.locator(claims).allTextContents()) assert.match(row, /sigterm/i);
    await page.getByLabel('Platform').selectOption({ index: 1 });
    await page.getByLabel('Ruling').selectOption('holds');
    const fewer = await page.locator(claims).count();
    assert.ok(fewer > 0 && fewer <= some);
    await page.reload();
    assert.equal(await page.getByLabel('Text').inputValue(), 'sigterm');
    assert.equal(await page.locator(claims).count(), fewer);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.waitForFunction(() => !location.hash);
    assert.equal(await page.locator(claims).count(), all);
    await page.getByLabel('Text').fill('no claim says this');
    assert.equal(await page.locator(claims).count(), 0);
    assert.equal(await count(page, 'form.filter .count'), 0);
});

both('the rulings that are asked for are those that are shown', 'index.html', async (page) => {
    await page.getByLabel('Platform').selectOption({ label: 'wine: Wine 9.9' });
    await page.getByLabel('Ruling').selectOption('refuted');
    assert.equal(await page.locator(claims).count(), 1);
    assert.match(await page.locator(claims).innerText(), /win\.ctrl-c-reaches-group/);
});

// By the keyboard alone, from the top of the page.
async function tabTo(page, wanted) {
    for (let i = 0; i < 30; i += 1) {
        await page.keyboard.press('Tab');
        const here = await page.evaluate((selector) => {
            const element = document.activeElement;
            const style = getComputedStyle(element);
            const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
            return { there: element.matches(selector), seen, tag: element.outerHTML.slice(0, 60) };
        }, wanted);
        assert.ok(here.seen, `the focus cannot be seen on ${here.tag}`);
        if (here.there) return;
    }
    assert.fail(`${wanted} is not reached by Tab`);
}

const FILTERS = [
    ['index.html', 'form.filter', claims, 'main nav a[href="#claims-head"]'],
    ['cells.html', '#search', '#found tbody tr', ''],
];
for (const [path, form, result, past] of FILTERS) {
    both(`${path} by the keyboard`, path, async (page) => {
        const all = await page.locator(result).count();
        if (past) {
            await tabTo(page, past);
            await page.keyboard.press('Enter');
        }
        await tabTo(page, `${form} input[name=q]`);
        await page.keyboard.type('sigquit');
        const some = await page.locator(result).count();
        assert.ok(some > 0 && some <= all);
        assert.match(await page.locator(result).first().textContent(), /sigquit/i);
        await tabTo(page, `${form} button[type=reset]`);
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => !location.hash);
        assert.equal(await page.locator(result).count(), all);
    });
}

both('the way past the navigation', 'index.html', async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => location.hash), '#main');
});

async function landed(page, what) {
    await page.waitForFunction(() => document.querySelector(':target'), null, { timeout: 5000 })
        .catch(() => assert.fail(`${what}: nothing is aimed at`));
    const target = page.locator(':target');
    assert.equal(await target.getAttribute('id'), what);
    await page.waitForFunction(() => {
        const box = document.querySelector(':target').getBoundingClientRect();
        return box.top < innerHeight && box.bottom > 0 && box.top > -5;
    }, null, { timeout: 5000 }).catch(() => assert.fail(`${what}: is not in sight`));
}

both('the search finds a cell and leads to it', 'cells.html', async (page) => {
    const all = await count(page, '#count');
    assert.ok(all > 1000, `${all}`);
    await page.getByLabel('Text').fill('stopped sigterm handler-flag');
    const some = await count(page, '#count');
    assert.ok(some > 0 && some < all);
    await page.getByLabel('Delivery').selectOption('sigterm');
    await page.getByLabel('Probe').selectOption('console');
    assert.ok((await count(page, '#count')) <= some);
    await page.reload();
    assert.equal(await page.getByLabel('Delivery').inputValue(), 'sigterm');
    const name = 'console/stopped/sigterm/handler-flag';
    await page.getByRole('link', { name, exact: true }).click();
    await landed(page, name);
    assert.match(await page.locator(':target').innerText(), /lastwords run/);
});

both('what is flaky is found', 'cells.html', async (page) => {
    await page.getByLabel('Cleanup').selectOption('flaky');
    assert.equal(await count(page, '#count'), 6);
    for (const row of await page.locator('#found tbody tr').allTextContents()) assert.match(row, /ctrl-c.*flaky/);
});

both('more cells are shown when asked for', 'cells.html', async (page) => {
    const shown = await page.locator('#found tbody tr').count();
    await page.getByRole('button', { name: 'Show more' }).click();
    assert.ok(await page.locator('#found tbody tr').count() > shown);
});

const grid = onePerKind(REPORT).find((path) => kindOf(path) === 'matrix');
both('a square of the matrix leads to its cell', grid, async (page) => {
    const squares = page.locator('#grid td a:has(span)');
    assert.ok(await squares.count() > 50);
    const square = squares.nth(20);
    const name = decodeURIComponent((await square.getAttribute('href')).split('#')[1]);
    await square.click();
    await landed(page, name);
});

both('the matrix leads to its tables', 'matrix.html', async (page) => {
    assert.ok(await page.locator('.chip').count() > 10);
    await page.locator('.overview a').first().click();
    await page.waitForURL(/matrix\/.*\.html/);
    assert.ok(await page.locator('#grid tbody tr').count() > 5);
});

both('columns of the matrix are taken away and come back', 'matrix/console.handler-flag.html', async (page) => {
    const chips = (name) => page.locator('#grid td span:visible', { hasText: name }).count();
    const [ours, wine] = [await chips(LINUX), await chips('wine9')];
    assert.ok(ours > wine && wine > 5);
    await page.getByRole('checkbox', { name: LINUX }).click();
    assert.deepEqual([await chips(LINUX), await chips('wine9')], [0, wine]);
    await page.getByRole('checkbox', { name: LINUX }).click();
    assert.deepEqual([await chips(LINUX), await chips('wine9')], [ours, wine]);
});

both('the first claim leads to its text and to its cells', 'index.html', async (page) => {
    await page.locator(claims).first().locator('a').first().click();
    await page.waitForURL(/claim\//);
    const id = await page.evaluate(() => document.querySelector(':target')?.id);
    assert.ok(id, 'nothing is aimed at');
    await landed(page, id);
});
