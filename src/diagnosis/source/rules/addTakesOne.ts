import type { SourceRule } from '../sourceRule.js';

/** `add` with more than a layer, as where a bracket closes too early: Python throws. By the signature of Keras's `add`. */
export const addTakesOne: SourceRule = {
  id: 'add-takes-one',
  find: ({ overfullAdds = [] }) =>
    overfullAdds.flatMap(({ arguments: { list } }) => {
      const [layer, ...others] = list;
      const [first, last] = [others.find(({ name }) => name !== null && name !== 'rebuild'), others.at(-1)];
      if (!layer || !first || !last) return [];
      const call = layer.call?.span;
      const isSpelledOut = call && call.end.line === layer.span.end.line && call.end.column === layer.span.end.column;
      const texts = others.map(({ name, text }) => (name === null ? text : `${name}=${text}`)).join(', ');
      const given = layer.call?.arguments.list.at(-1)?.span.end;
      // A comma behind the layer's own last argument stays the last one.
      const inside = given ?? (call && { ...call.end, column: call.end.column - 1 });
      const { file } = layer.span;
      return [
        {
          span: first.span,
          severity: 'error' as const,
          category: 'api' as const,
          message: `add takes a layer alone, and is given ${first.name}, too.`,
          why: 'Python throws here: the argument belongs to the layer, whose bracket closes before it.',
          help: 'Put it between the brackets of the layer.',
          fixes:
            isSpelledOut && inside
              ? [
                  {
                    title: `Give ${first.name} to the layer`,
                    edits: [
                      { span: { file, start: inside, end: inside }, newText: given ? `, ${texts}` : texts },
                      { span: { file, start: layer.span.end, end: last.span.end }, newText: '' },
                    ],
                  },
                ]
              : [],
        },
      ];
    }),
  lesson: () => [
    'A Sequential model is a row of layers, and `add` puts one more at its end: it takes the layer and nothing else. What describes the layer, such as the shape of its input, is given to the layer itself, between the brackets of its call.',
    'Here the brackets of the layer close before its last argument, which so falls to `add`. Python does not guess what was meant: it throws a TypeError on this line, before anything is trained.',
  ],
};
