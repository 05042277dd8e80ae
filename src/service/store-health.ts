/** Watches whether the store can be reached, and registers it where it cannot. */
import type { Store } from '../store/store.ts';
import type { Conditions } from './conditions.ts';

const LOOK_MS = 500;
const DATABASE = 'database';

/** @returns a function that ends the observation */
export function observeStore(store: Pick<Store, 'available'>, conditions: Conditions): () => void {
  const look = (): void => {
    if (store.available()) conditions.clear('store-unreachable', DATABASE);
    else {
      const message = 'the database cannot be reached: feeds are served as last published, changes are refused';
      conditions.raise('store-unreachable', DATABASE, message, 'start the database or mend the network to it');
    }
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
