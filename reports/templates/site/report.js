// SPDX-License-Identifier: MIT
// What pages can do beyond being read: filters. Without it everything is still there to read.
"use strict";

/* A form of class "filter" shows of the table that its data-for names only the rows that match:
 * "q" all its words in the row's text, any other field its value among the words of the row's data
 * attribute of that name ("*" there is any value). A field with data-prefix puts the value of that
 * other field before its own, and the two ask as one. Words in groups, with ";" between: one group
 * must answer all fields. Rows of class "head" only stand above the others of their tbody.
 * What is asked for is kept behind the "#" of the address. */
function filter(form) {
	const table = document.getElementById(form.dataset.for);
	const noun = form.dataset.noun || "rows";
	const count = form.querySelector(".count");
	const fields = [...form.elements].filter((field) => field.name);
	const prefixes = fields.map((field) => field.dataset.prefix).filter(Boolean);
	const bodies = [...table.tBodies].map((body) => ({
		body,
		rows: [...body.rows].filter((row) => !row.classList.contains("head")).map((row) => ({row, text: null, groups: {}})),
	}));
	const total = bodies.reduce((sum, {rows}) => sum + rows.length, 0);

	function asked() {
		return fields
			.filter((field) => field.name !== "q" && !prefixes.includes(field.name))
			.map((field) => [field.name, (field.dataset.prefix ? form.elements[field.dataset.prefix].value : "") + field.value])
			.filter(([, value]) => value !== "");
	}
	function groups(one, name) {
		one.groups[name] ??= (one.row.dataset[name] || "").split(";").map((group) => new Set(group.split(" ")));
		return one.groups[name];
	}
	function matches(one, words, wanted) {
		one.text ??= one.row.textContent.toLowerCase();
		if (!words.every((word) => one.text.includes(word))) return false;
		const most = Math.max(1, ...wanted.map(([name]) => groups(one, name).length));
		for (let i = 0; i < most; i++) {
			const here = ([name, value]) => {
				const group = groups(one, name)[i] || groups(one, name)[0];
				return group.has(value) || group.has("*");
			};
			if (wanted.every(here)) return true;
		}
		return false;
	}
	function apply() {
		const words = form.elements.q ? form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
		const wanted = asked();
		let shown = 0;
		for (const {body, rows} of bodies) {
			let here = 0;
			for (const one of rows) {
				const match = matches(one, words, wanted);
				if (one.row.hidden === match) one.row.hidden = !match;
				here += match;
			}
			body.hidden = here === 0;
			shown += here;
		}
		count.textContent = shown === total ? `All ${total} ${noun} are shown.` : `${shown} of ${total} ${noun} are shown.`;
	}
	/* Of a choice the words that stand there: they mean the same in the report of another day. */
	function keep() {
		const words = (field) => (field.selectedOptions ? field.selectedOptions[0].text : field.value);
		const state = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, words(field)]));
		history.replaceState(null, "", location.href.split("#")[0] + (String(state) ? "#" + state : ""));
	}
	function set(field, words) {
		const option = [...(field.options || [])].find((one) => one.text === words || one.value === words);
		field.value = field.options ? (option ? option.value : "") : words;
	}
	/* An address with "=" behind its "#" is a filter; any other is a place, which must not stay hidden. */
	function restore() {
		const place = location.hash.includes("=") ? null : document.getElementById(location.hash.slice(1));
		const hidden = place?.closest("tr[hidden], tbody[hidden]");
		if (hidden || location.hash.includes("=")) {
			const state = new URLSearchParams(hidden ? "" : location.hash.slice(1));
			for (const field of fields) set(field, state.get(field.name) || "");
		}
		apply();
		if (hidden) place.scrollIntoView();
	}
	form.addEventListener("input", () => { apply(); keep(); });
	form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
	form.addEventListener("submit", (event) => event.preventDefault());
	addEventListener("hashchange", restore);
	form.hidden = false;
	restore();
}
for (const form of document.querySelectorAll("form.filter[data-for]")) filter(form);
// ---- matrix/*.html: which columns are shown; launches and deliveries with nothing to show are left out
function filterGrid(grid, box) {
	const style = document.head.appendChild(document.createElement("style"));
	const rows = [...grid.querySelectorAll("tbody tr:not(.group)")];
	const update = () => {
		const shown = [...box.querySelectorAll("input:checked")].map((input) => `.c${input.value}`).join(",");
		const hidden = [...box.querySelectorAll("input:not(:checked)")].map((input) => `.c${input.value}`).join(",");
		style.textContent = hidden && shown ? `#grid :is(${hidden}){display:none}` : "";
		const used = new Set();
		for (const row of rows) {
			const squares = [...row.cells].map((square, at) => (shown ? square.querySelector(shown) : at > 0) && used.add(at));
			row.hidden = !squares.some(Boolean);
		}
		for (const body of grid.tBodies) body.hidden = ![...body.rows].some((row) => !row.hidden && row.className != "group");
		showColumns(grid, used);
	};
	box.addEventListener("change", update);
	box.hidden = false;
	update();
}

function showColumns(grid, used) {
	const heads = grid.tHead.rows[grid.tHead.rows.length - 1];
	for (const row of [heads, ...grid.querySelectorAll("tbody tr:not(.group)")])
		[...row.cells].forEach((square, at) => { square.hidden = at > 0 && !used.has(at); });
	let at = 1;
	if (heads !== grid.tHead.rows[0])
		for (const group of grid.tHead.rows[0].querySelectorAll("th")) {
			const span = group.dataset.span ??= group.colSpan, from = at;
			at += +span;
			const left = [...used].filter((one) => one >= from && one < at).length;
			group.hidden = !left;
			group.colSpan = left || 1;
		}
}

// ---- cells.html: search over window.CELLS, whose rows are probe, launch, delivery, responder, then a state a column
const AXES = ["probe", "launch", "delivery", "responder"];
const PART = 200;

function element(name, text, className) {
	const made = document.createElement(name);
	if (text) made.textContent = text;
	if (className) made.className = className;
	return made;
}

function readCells({ columns, ids, states, rows }) {
	const wide = AXES.length + columns.length, cells = [];
	for (let at = 0; at < rows.length; at += wide)
		cells.push({
			ids: AXES.map((_, axis) => ids[axis][rows[at + axis]]),
			states: columns.map((_, column) => states[rows[at + AXES.length + column]]),
		});
	return cells;
}

function split(text) {
	return text.toLowerCase().split(/\s+/).filter(Boolean);
}

// Every word has to be in the name or in what one column saw.
function matches(cell, wanted, data) {
	if (AXES.some((axis, at) => wanted[axis] && wanted[axis] !== cell.ids[at])) return false;
	const column = data.columns.findIndex(([label]) => label === wanted.column);
	const states = (column < 0 ? cell.states : [cell.states[column]]).filter(Boolean);
	if (!states.length) return false;
	cell.name ??= cell.ids.join("/");
	const words = split(wanted.q).filter((word) => !cell.name.includes(word));
	if (wanted.fate === "differs") {
		if (new Set(cell.states.filter(Boolean).map(([fates]) => String(fates))).size < 2) return false;
	}
	return states.some(([fates, , , flaky, text, ran]) =>
		(wanted.fate === "flaky" ? flaky : !wanted.fate || wanted.fate === "differs" || fates.some((fate) => data.fates[fate][0].replace(/(.)\?$/, "$1") === wanted.fate)) &&
		words.every((word) => `${fates.map((fate) => data.fates[fate][0]).join()}; ${text}; ${ran}`.toLowerCase().includes(word)));
}

// What ran is long: it is shown where it was asked for.
function cellRow(cell, data, words) {
	const row = document.createElement("tr");
	const head = row.appendChild(element("th"));
	head.scope = "row";
	const name = cell.ids.join("/");
	head.appendChild(element("a", name)).href = `cell/${cell.ids[2]}.html#${name}`;
	cell.states.forEach((state, column) => {
		const square = row.appendChild(element("td"));
		square.dataset.label = data.columns[column][0];
		if (!state) return square.append(element("span", "–", "quiet"));
		const [fates, climbed, rungs, flaky, text, ran] = state;
		const far = fates.map((fate) => `${data.fates[fate][1]} ${data.fates[fate][0]}`).join(", ");
		const chip = square.appendChild(element("span", far + (rungs ? ` ${climbed}/${rungs}` : ""), `chip ${fates.length > 1 ? "part" : data.fates[fates[0]][2]}`));
		if (flaky) chip.append(` flaky ${flaky}`);
		const asked = ran && words.some((word) => ran.includes(word) && !name.includes(word));
		square.append(" ", element("small", asked ? `${text}; ${ran}` : text));
	});
	return row;
}

function searchCells(form, data) {
	const cells = readCells(data), table = document.getElementById("found"), body = table.tBodies[0];
	const count = document.getElementById("count"), more = document.getElementById("more");
	let found = [];
	const show = () => {
		const from = body.rows.length;
		body.append(...found.slice(from, from + PART).map((cell) => cellRow(cell, data, split(form.elements.q.value))));
		more.hidden = body.rows.length >= found.length;
		const shown = body.rows.length < found.length ? `, the first ${body.rows.length} are shown` : "";
		count.textContent = `${found.length} ${found.length === 1 ? "cell" : "cells"} of ${cells.length}${shown}.`;
	};
	const update = () => {
		const wanted = Object.fromEntries(new FormData(form));
		found = cells.filter((cell) => matches(cell, wanted, data));
		body.replaceChildren();
		table.hidden = !found.length;
		show();
		const hash = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
		history.replaceState(null, "", location.pathname + (hash && `#${hash}`));
	};
	const restore = () => {
		const wanted = new URLSearchParams((location.hash || location.search).slice(1));
		for (const input of form.querySelectorAll("[name]")) input.value = wanted.get(input.name) ?? "";
		update();
	};
	form.addEventListener("input", update);
	form.addEventListener("submit", (event) => event.preventDefault());
	form.addEventListener("reset", () => setTimeout(update));
	more.addEventListener("click", show);
	window.addEventListener("hashchange", restore);
	form.hidden = false;
	restore();
}

document.addEventListener("DOMContentLoaded", () => {
	const grid = document.getElementById("grid"), box = document.getElementById("columns");
	if (grid && box) filterGrid(grid, box);
	const form = document.getElementById("search");
	if (form && window.CELLS) searchCells(form, window.CELLS);
});
