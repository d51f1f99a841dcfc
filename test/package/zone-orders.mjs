/** Orders of 2024 around the changes of clocks, and how forty zones write their times. */

export const ZONES = [
  'Africa/Cairo', 'Africa/Casablanca', 'Africa/Johannesburg', 'America/Asuncion', 'America/Bogota', 'America/Chicago', 'America/Halifax', 'America/Havana',
  'America/Los_Angeles', 'America/New_York', 'America/Nuuk', 'America/Santiago', 'America/Sao_Paulo', 'America/St_Johns', 'Antarctica/Troll',
  'Asia/Beirut', 'Asia/Dubai', 'Asia/Gaza', 'Asia/Hong_Kong', 'Asia/Jakarta', 'Asia/Jerusalem', 'Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Shanghai',
  'Asia/Tehran', 'Asia/Tokyo', 'Atlantic/Azores', 'Australia/Adelaide', 'Australia/Eucla', 'Australia/Lord_Howe', 'Australia/Sydney', 'Europe/Berlin',
  'Europe/Dublin', 'Europe/Lisbon', 'Europe/London', 'Pacific/Apia', 'Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Kiritimati', 'UTC',
];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const NOW = Date.UTC(2024, 10, 5, 3, 17);

const CHANGES = [[2, 10], [2, 31], [3, 7], [9, 6], [9, 27], [10, 3]].map(([month, day]) => Date.UTC(2024, month, day));

/** An order every 7 hours and 13 minutes of 2024, and every 20 minutes of the days on which most clocks change. */
export const INSTANTS = [
  ...Array.from({length: 1190}, (_, index) => Date.UTC(2024, 0, 2) + index * (7 * HOUR + 13 * MINUTE)),
  ...CHANGES.flatMap((day) =>
    Array.from({length: 108}, (_, index) => day - 6 * HOUR + index * 20 * MINUTE)),
].filter((instant) => instant < NOW && instant < Date.UTC(2024, 11, 30)).sort((a, b) => a - b);

const printers = new Map(ZONES.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', {
  timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
})]));
/** A zone's wall clock as the platform writes it. */
export const wall = (zone, instant) => printers.get(zone).format(instant);
