import { describe, expect, it } from 'vitest';
import { scriptText } from '../../../src/source/scriptText.js';
import { summarize } from './summarize.js';

describe('the models of a page', () => {
  it.each<[string, string, string[]]>([
    [
      'a script that uses a global',
      '<html>\n<script>\nconst m = tf.sequential();\nm.add(tf.layers.dense({}));\n</script>\n</html>',
      ['3 m: Dense@4'],
    ],
    [
      'scripts that share their globals',
      '<script>const m = tf.sequential();</script>\n<script>m.add(tf.layers.dense({}));</script>\n<script>m.fit(x, y)</script>',
      ['1 m: Dense@2; fit 3'],
    ],
    [
      'a script that ends without a semicolon before one in parentheses',
      '<script>const m = tf.sequential()</script>\n<script>(function () { m.add(tf.layers.dense({})); })()</script>',
      ['1 m: Dense@2'],
    ],
    [
      'a module',
      '<script type="module">\nimport * as tf from "https://esm.sh/@tensorflow/tfjs";\nconst m = tf.sequential();\n</script>',
      ['3 m:'],
    ],
    [
      'JSX',
      '<script type="text/babel">\nconst A = () => { const m = tf.sequential();\n return <b style={{ color: "red" }}>x</b>; };\n</script>',
      ['2 m:'],
    ],
    ['a script that names its language', '<script lang="js">\nconst m = tf.sequential();</script>', ['2 m:']],
    ['types that are not JavaScript', '<script type="text/x-template">\nconst m = tf.sequential();</script>', []],
    ['a script that is commented out', '<!--\n<script>\nconst m = tf.sequential();</script> -->', []],
    ['code that is shown', '<pre>\nconst m = tf.sequential();\n</pre>', []],
    [
      'a script that is not closed',
      '<script>\nconst m = tf.sequential();\nm.add(tf.layers.dense({}));',
      ['2 m: Dense@3'],
    ],
    [
      'event handlers, with entities',
      '<button onclick="\nm = tf.sequential();\nm.add(tf.layers.dense({ activation: &quot;relu&quot; }));">x</button>\n<script>\nfunction go() { m.fit(x, y); }</script>',
      ['2 m: Dense@3; fit 5'],
    ],
    [
      'what a server fills in',
      '<script>\nconst a = {{ data | tojson }};\n{% if x %}\nconst b = <?= $b ?>;\n<% end %>\n{% endif %}\nconst m = tf.sequential();\nm.add(tf.layers.dense({ units: {{ units }} }));</script>',
      ['7 m: Dense@8'],
    ],
    [
      'a script that is broken',
      '<script>\nconst a = ;\n</script>\n<script>\nconst m = tf.sequential();\n</script>',
      ['5 m:'],
    ],
  ])('%s', (_, page, expected) => {
    expect(summarize(page, 'index.html')).toEqual(expected);
  });

  it('keeps every character in its place', () => {
    const page = '<p onclick="a()">ü\r\n</p><script>b</script>\u2028<i>';
    const text = scriptText(page, 'a.html');
    expect(text).toHaveLength(page.length);
    expect(text.indexOf('a()')).toBe(page.indexOf('a()'));
    expect(text.match(/\s*$/)?.[0]).toContain('\u2028');
  });
});

describe('the models of a component', () => {
  it.each<[string, string, string, string[]]>([
    [
      'Vue with TypeScript',
      'a.vue',
      '<template>\n<div :a="b"/></template>\n<script setup lang="ts">\nimport * as tf from "@tensorflow/tfjs";\nconst pick = <T>(x: T) => x;\nconst m = ref<tf.Sequential>();\nm.value = tf.sequential();\nm.value.add(tf.layers.dense({}));\n</script>',
      ['7 value: Dense@8'],
    ],
    [
      "Vue's options",
      'a.vue',
      '<script>\nexport default { data() { return { m: null }; }, methods: {\n build() { this.m = tf.sequential();\n this.m.add(tf.layers.dense({})); },\n async train() { await this.m.fit(x, y); } } };</script>',
      ['3 m: Dense@4; fit 5'],
    ],
    [
      'Svelte',
      'a.svelte',
      '<script lang="ts">\nlet m: tf.Sequential;\n$: if (units) { m = tf.sequential();\n m.add(tf.layers.dense({ units })); }\n</script>\n{#if m}<p on:click={() => m.fit(x, y)}>{{ a }}</p>{/if}',
      ['3 m: Dense@4'],
    ],
  ])('%s', (_, file, text, expected) => {
    expect(summarize(text, file)).toEqual(expected);
  });
});
