// Loaded before the server: its parent process says what time it is. { offset } moves the clock, { at } makes it stand still.
const Real = Date;
let offset = Number(process.env.FAULTS_OFFSET ?? 0);
let at = process.env.FAULTS_AT ? Number(process.env.FAULTS_AT) : null;
const now = () => at ?? Real.now() + offset;
globalThis.Date = new Proxy(Real, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self === globalThis.Date ? target : self),
  apply: (target) => new target(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
process.on('message', (said) => {
  if (said.offset !== undefined) [offset, at] = [said.offset, null];
  if (said.at !== undefined) at = said.at;
  process.send({ now: now() });
});
process.channel?.unref();
