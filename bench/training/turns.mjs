// Contestants take turns, round after round, so that a busy minute of the machine hits all of them alike.

import { say, showProgress } from '../../scripts/lib/say.mjs';
import { stepsPerEpoch } from './nets.mjs';
import { reasonOf } from './reason.mjs';

/**
 * @typedef {{ msPerStep: number, loss: number | null, mode: string | null, reason: string | null, hostStall: number | null, peakMemory: number }} Sample
 * @typedef {Record<string, Record<string, Sample[]>>} Samples by net's name, then by contestant
 */

/**
 * One contestant at a time trains one net. A contestant that fails on a net is left out of that net from then on.
 * @param {{ nets: import('./nets.mjs').Net[], open: ReadonlyMap<string, import('./contestants/open.mjs').Contestant>, rounds: number,
 *   turn: import('./contestants/open.mjs').Turn, budgetMs?: number }} options no round is begun that would end after `budgetMs`
 * @returns {Promise<{ samples: Samples, failures: Record<string, string> }>} failures by `net contestant`
 */
export async function takeTurns({ nets, open, rounds, turn, budgetMs = Number.POSITIVE_INFINITY }) {
  /** @type {Samples} */
  const samples = {};
  /** @type {Record<string, string>} */
  const failures = {};
  const start = performance.now();
  for (let round = 1; round <= rounds; round++) {
    const passed = performance.now() - start;
    if (passed * (round / Math.max(1, round - 1)) > budgetMs) {
      say(`${round - 1} of ${rounds} rounds: the machine is too busy for more in the time there is`);
      break;
    }
    for (const net of nets) {
      for (const [id, contestant] of open) {
        const key = `${net.name} ${id}`;
        if (key in failures) continue;
        showProgress(`round ${round} of ${rounds}: ${net.title}: ${id}`);
        try {
          add(samples, net.name, id, sampleOf(net, await contestant.turn(net, turn)));
        } catch (error) {
          failures[key] = reasonOf(error);
          say(`${net.title}: ${id} is left out: ${failures[key]}`);
        }
      }
    }
    say(`round ${round} of ${rounds} is done`);
  }
  return { samples, failures };
}

/** @param {import('./nets.mjs').Net} net @param {import('./contestants/open.mjs').Figures} figures @returns {Sample} */
function sampleOf(net, { epochs, ms, steps = epochs * stepsPerEpoch(net), loss, mode, reason, hostStall, peakMemory }) {
  if (!(steps > 0) || !(ms > 0)) throw new Error(`no whole epoch was measured (${epochs} epochs, ${ms} ms)`);
  return {
    msPerStep: ms / steps,
    loss,
    mode: mode ?? null,
    reason: reason ?? null,
    hostStall: hostStall ?? null,
    peakMemory,
  };
}

/** @param {Samples} samples @param {string} net @param {string} id @param {Sample} sample */
function add(samples, net, id, sample) {
  const ofNet = samples[net] ?? {};
  samples[net] = { ...ofNet, [id]: [...(ofNet[id] ?? []), sample] };
}
