/** A port of Node keeps its process alive unless it is told not to. */
interface Port {
  ref?(): void;
  unref?(): void;
}

const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Lets everything else that waits have its turn. Not a timer: those of a page in the background run once a second. */
export function nextTask(): Promise<void> {
  channel ??= openChannel();
  const {port1, port2} = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    (port1 as Port).ref?.();
    port2.postMessage(undefined);
  });
}

/** One for all: to make a channel costs more than to wait. */
function openChannel(): MessageChannel {
  const made = new MessageChannel();
  made.port1.onmessage = () => {
    waiting.shift()?.();
    if (waiting.length === 0) (made.port1 as Port).unref?.();
  };
  return made;
}
