/** Numbered calls to a worker thread, which may answer them in any order. The thread and its messages are the caller's. */
export interface ThreadCalls<Answer> {
  /** @param post sends the call with its number; not called once the thread has ended */
  ask(post: (number: number) => void): Promise<Answer>;
  answer(number: number, answer: Answer): void;
  refuse(number: number, why: Error): void;
  /** The thread has ended: rejects the waiting calls and all later ones, with the first reason that was given. */
  end(why: Error): void;
  hasEnded(): boolean;
  waiting(): number;
}

export function createThreadCalls<Answer>(): ThreadCalls<Answer> {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let last = 0;
  let ended: Error | null = null;
  const take = (number: number): PromiseWithResolvers<Answer> | undefined => {
    const call = waiting.get(number);
    waiting.delete(number);
    return call;
  };
  return {
    ask(post) {
      if (ended) return Promise.reject(ended);
      last += 1;
      const call = Promise.withResolvers<Answer>();
      waiting.set(last, call);
      try {
        post(last);
      } catch (error) {
        take(last)?.reject(error);
      }
      return call.promise;
    },
    answer: (number, answer) => take(number)?.resolve(answer),
    refuse: (number, why) => take(number)?.reject(why),
    end(why) {
      ended ??= why;
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
    },
    hasEnded: () => ended !== null,
    waiting: () => waiting.size,
  };
}
