/** What `work` gives, or the error of `late` after so many milliseconds. The work itself goes on: nothing stops it. */
export async function within<T>(work: PromiseLike<T>, ms: number, late: () => Error): Promise<T> {
  const patience = Promise.withResolvers<never>();
  const timer = setTimeout(() => patience.reject(late()), ms);
  try {
    return await Promise.race([work, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
