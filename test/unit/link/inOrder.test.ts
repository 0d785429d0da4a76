import { expect, it } from 'vitest';
import { InOrder } from '../../../src/trainer/link/inOrder.js';

const never = new Promise<string>(() => {});

it('Runs at once what nothing holds up, and the rest in the order in which it was added', async () => {
  const order = new InOrder(60_000);
  const ran: string[] = [];
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  order.add(() => ran.push('before'));
  order.addWhen(first.promise, '-', (value) => ran.push(value));
  order.add(() => ran.push('between'));
  order.addWhen(second.promise, '-', (value) => ran.push(value));
  order.add(() => ran.push('after'));
  expect(ran).toEqual(['before']);
  second.resolve('second');
  await second.promise;
  expect([order.isWaiting, ...ran]).toEqual([true, 'before']);
  first.resolve('first');
  await order.whenEmpty();
  expect(ran).toEqual(['before', 'first', 'between', 'second', 'after']);
});

it('Goes on without what does not come in time or fails, and hands on what comes late', async () => {
  const order = new InOrder(1);
  const ran: string[] = [];
  const late = Promise.withResolvers<string>();
  order.addWhen(
    late.promise,
    'without',
    (value) => ran.push(value),
    (value) => ran.push(`late ${value}`),
  );
  order.addWhen(Promise.reject(new Error('gone')), 'failed', (value) => ran.push(value));
  await order.whenEmpty();
  late.resolve('value');
  await late.promise;
  expect(ran).toEqual(['without', 'failed', 'late value']);
});

it('Runs everything when it is told not to wait any more', async () => {
  const order = new InOrder(60_000);
  const ran: string[] = [];
  order.addWhen(never, 'without', (value) => ran.push(value));
  order.add(() => ran.push('after'));
  order.giveUp();
  expect(ran).toEqual(['without', 'after']);
  await order.whenEmpty();
});
