/** What tfjs draws as well as elements: that there are no more. */
const END = -1;

/**
 * The order in which tfjs's `shuffle` gives so many elements: it fills a window, draws from it, and puts the last one of the window into the
 * drawn one's place. Ends of the elements are in the window too; one that is drawn is not replaced before the next element is.
 */
export function shuffledOrder(count: number, windowSize: number, random: () => number): Int32Array {
  const order = new Int32Array(count);
  const window: number[] = [];
  let read = 0;
  const draw = () => {
    const at = Math.floor(random() * window.length);
    const drawn = window[at] as number;
    const last = window.pop() as number;
    if (at < window.length) window[at] = last;
    return drawn;
  };
  for (let given = 0; given < count; given++) {
    while (window.length < windowSize) window.push(read < count ? read++ : END);
    let drawn = draw();
    while (drawn === END) drawn = draw();
    order[given] = drawn;
  }
  return order;
}
