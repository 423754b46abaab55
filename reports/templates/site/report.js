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
