/* SPDX-License-Identifier: MIT
 *
 * Changes a record as a record: one value in one line becomes another, so that what comes behind the JSON reader is
 * reached, too. Every other time libFuzzer changes bytes, as it does by itself
 * (https://github.com/google/fuzzing/blob/master/docs/structure-aware-fuzzing.md).
 */
#include <jansson.h>
#include <string.h>
#include "fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

/* What is given in place of a value. */
static const char *const odd[] = {
	"null",
	"true",
	"false",
	"0",
	"-1",
	"1",
	"2",
	"9223372036854775807",
	"-9223372036854775808",
	"4294967295",
	"3221225786",
	"1e308",
	"0.5",
	"\"\"",
	"\"x\"",
	"\"\\u001b[2J\"",
	"\"\\u202e\"",
	"\"'; x\"",
	"\"SIGTERM\"",
	"\"\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac"
	"\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20"
	"ac"
	"\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\\u20"
	"ac"
	"\\u20ac\\u20ac\\u20ac\\u20ac\\u20ac\"",
	"[]",
	"[[]]",
	"{}",
	"[null]",
	"[\"x\", 1]",
	"{\"how\":\"exit\"}",
	"{\"step\":\"ground\"}",
	"{\"step\":\"launch\",\"what\":\"\\u009b\"}",
	"\"fence\"",
	"\"deadline\"",
	"\"exit\"",
	"\"lost\"",
	"\"unborn\"",
	"\"console/plain/sigterm/handler-exit\"",
	"\"console/plain/kill/none\"",
	"\"cell\"",
	"\"absent\"",
	"\"run\"",
	"[\"handler-entered\",\"main-tail\",\"atexit\"]",
	"[\"atexit\"]",
	"[\"SIGTERM\"]",
	"\"2/3\"",
	"[\"console/*\"]",
};

static unsigned dice(unsigned *seed, size_t sides)
{
	*seed = *seed * 1664525 + 1013904223;
	return (unsigned)((*seed >> 8) % sides);
}

static json_t *any_odd(unsigned *seed)
{
	return json_loads(odd[dice(seed, sizeof(odd) / sizeof(odd[0]))], JSON_DECODE_ANY, NULL);
}

static void change_array(json_t *array, unsigned *seed);

/* One member: gone, doubled under another name, another value, or a change within it. */
static void change_object(json_t *object, unsigned *seed)
{
	unsigned at = dice(seed, json_object_size(object));
	void *iter = json_object_iter(object);
	json_t *value;

	while (at-- > 0)
		iter = json_object_iter_next(object, iter);
	value = json_object_iter_value(iter);
	if (json_object_size(value) > 0 && dice(seed, 4) != 0)
		change_object(value, seed);
	else if (json_array_size(value) > 0 && dice(seed, 4) != 0)
		change_array(value, seed);
	else if (dice(seed, 6) == 0)
		json_object_del(object, json_object_iter_key(iter));
	else if (dice(seed, 6) == 0)
		json_object_set_new(object, "trouble", any_odd(seed));
	else
		json_object_set_new(object, json_object_iter_key(iter), any_odd(seed));
}

static void change_array(json_t *array, unsigned *seed)
{
	unsigned at = dice(seed, json_array_size(array));
	json_t *value = json_array_get(array, at);

	if (json_object_size(value) > 0 && dice(seed, 3) != 0)
		change_object(value, seed);
	else if (dice(seed, 4) == 0)
		json_array_remove(array, at);
	else if (dice(seed, 3) == 0)
		json_array_append(array, value);
	else
		json_array_set_new(array, at, any_odd(seed));
}

/* The line at data of length bytes, changed, in place of itself (or behind itself); 0 where that cannot be. */
static size_t change_line(uint8_t *data, size_t at, size_t length, size_t size, size_t max_size, unsigned *seed)
{
	json_t *line = json_loadb((const char *)data + at, length, 0, NULL);
	char *text = NULL;
	size_t put = dice(seed, 4) == 0 ? at + length : at;
	size_t old = put == at ? length : 0, new = 0;

	if (json_object_size(line) > 0) {
		change_object(line, seed);
		text = json_dumps(line, JSON_COMPACT);
	}
	json_decref(line);
	new = text == NULL ? 0 : strlen(text) + (old == 0);
	if (new == 0 || size - old + new > max_size) {
		free(text);
		return 0;
	}
	memmove(data + put + new, data + put + old, size - put - old);
	if (old == 0)
		data[put++] = '\n';
	memcpy(data + put, text, new - (old == 0));
	free(text);
	return size - old + new;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	unsigned lines = 1, wanted;
	size_t at = 0, changed = 0;
	const uint8_t *end;

	if (size == 0 || dice(&seed, 2) == 0)
		return LLVMFuzzerMutate(data, size, max_size);
	for (size_t i = 0; i + 1 < size; i++)
		lines += data[i] == '\n';
	for (wanted = dice(&seed, lines); wanted > 0; wanted--)
		at = (size_t)((const uint8_t *)memchr(data + at, '\n', size - at) - data) + 1;
	end = memchr(data + at, '\n', size - at);
	changed = change_line(data, at, end == NULL ? size - at : (size_t)(end - data) - at, size, max_size, &seed);
	return changed != 0 ? changed : LLVMFuzzerMutate(data, size, max_size);
}
