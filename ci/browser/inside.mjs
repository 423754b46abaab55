// SPDX-License-Identifier: MIT
//
// Functions that run inside a page and return what is wrong with it, as text.

// Text on a ground that it cannot be read on: contrast under 4.5, large text under 3 (WCAG 2.1, 1.4.3).
export function lowContrast() {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const mix = (top, bottom, opacity) => (top * opacity + bottom * (255 - opacity)) / 255;
    const over = (top, bottom) => [0, 1, 2].map((i) => mix(top[i], bottom[i], top[3])).concat(255);
    const light = ([r, g, b]) => {
        const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        const [x, y, z] = [r, g, b].map((v) => linear(v / 255));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const grounds = new Map();
    const ground = (element) => {
        if (!element) return rgba(matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#fff');
        if (!grounds.has(element)) {
            const own = rgba(getComputedStyle(element).backgroundColor);
            grounds.set(element, over(own, ground(element.parentElement)));
        }
        return grounds.get(element);
    };
    const found = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = new Set();
    for (let node = walker.nextNode(); node && seen.size < 20000; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || seen.has(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
        seen.add(element);
        const style = getComputedStyle(element);
        const behind = ground(element);
        const [a, b] = [light(over(rgba(style.color), behind)), light(behind)].sort((x, y) => y - x);
        const least = parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
        const ratio = (a + 0.05) / (b + 0.05);
        const what = `${element.localName}.${element.className}: ${style.color}: ${ratio.toFixed(2)}`;
        if (ratio < least) found.set(what, node.data.trim().slice(0, 30));
    }
    return [...found].map(([what, text]) => `${what}: ${text}`).slice(0, 10);
}

// What a reader who does not see it, or has no mouse, would miss.
export function unreadable() {
    const found = [];
    const name = (element) => {
        const attributes = [...element.attributes].map((a) => `${a.name}=${a.value}`).join(' ');
        return `<${element.localName} ${attributes.slice(0, 80)}>`;
    };
    if (!document.documentElement.lang) found.push('no lang');
    if (!document.title.trim()) found.push('no title');
    if (document.querySelectorAll('main').length !== 1) found.push('not one main');
    for (const image of document.images) {
        if (!image.alt.trim()) found.push(`no alt: ${name(image)}`);
    }
    for (const input of document.querySelectorAll('input, select, textarea')) {
        const labels = [...input.labels].map((label) => label.textContent.trim()).join('');
        const named = labels || input.getAttribute('aria-label');
        if (input.type !== 'hidden' && !named) found.push(`no label: ${name(input)}`);
    }
    for (const active of document.querySelectorAll('a[href], button, summary')) {
        if (!active.textContent.trim() && !active.getAttribute('aria-label')) found.push(`no name: ${name(active)}`);
    }
    let level = 0;
    for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
        const next = Number(heading.localName[1]);
        if (next > level + 1) found.push(`h${next} after h${level}: ${heading.textContent.trim().slice(0, 40)}`);
        level = next;
    }
    if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
    for (const head of document.querySelectorAll('th')) {
        if (!head.scope) found.push(`no scope: ${name(head)} ${head.textContent.slice(0, 30)}`);
    }
    for (const table of document.querySelectorAll('table')) {
        const labelled = ['aria-label', 'aria-labelledby'].some((attribute) => table.getAttribute(attribute));
        if (!table.caption && !labelled && !table.closest('article[id], figure')) found.push(`no caption: ${name(table)}`);
        const wide = [...table.rows].map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0));
        if (!table.querySelector('[rowspan]') && new Set(wide).size > 1)
            found.push(`rows of ${[...new Set(wide)]} fields: ${name(table)}`);
    }
    for (const box of document.querySelectorAll('*')) {
        const style = getComputedStyle(box);
        const scrolls = ['auto', 'scroll'].includes(style.overflowX) && box.scrollWidth > box.clientWidth + 1;
        const reachable = box.tabIndex >= 0 || box.querySelector('a[href], button, input, select, summary');
        if (scrolls && !reachable) found.push(`scrolls, but not by keyboard: ${name(box)}`);
    }
    return found.slice(0, 10);
}

// What sticks out of a page that must not scroll sideways.
export function sidewards() {
    // A phone's browser zooms out until all fits, and calls that its inner width.
    const wide = document.scrollingElement.scrollWidth, room = Math.min(innerWidth, screen.width);
    if (wide <= room) return [];
    const scrolls = (element) => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX);
    const inside = (element) => element && (scrolls(element) || inside(element.parentElement));
    const name = (element) => `${element.localName}.${element.className}#${element.id}: ${element.textContent.trim()}`;
    const out = [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right + scrollX > room + 1 && !inside(element.parentElement));
    return [`${wide} px wide on ${room}`, ...out.slice(0, 5).map((element) => name(element).slice(0, 80))];
}

// What paper would not show: navigation and forms are of no use there, and what is scrolled away is lost.
export function paper() {
    const visible = (element) => element.checkVisibility({ visibilityProperty: true });
    const useless = [...document.querySelectorAll('nav, form, .filter, .skip')].filter(visible);
    const found = useless.map((element) => `shown: ${element.localName}.${element.className}`);
    for (const box of document.querySelectorAll('*')) {
        const cuts = ['auto', 'scroll', 'hidden'].includes(getComputedStyle(box).overflowX);
        // What is there for the ears alone is a dot.
        if (visible(box) && cuts && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 20)
            found.push(`cut off: ${box.localName}.${box.className}`);
    }
    return found.slice(0, 10);
}
