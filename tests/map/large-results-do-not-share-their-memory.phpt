--TEST--
The memory of a large result is used again only when nobody has the result any more, whoever holds it and as what
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

/* Of a number, so that a result which another one has overwritten is found. */
function text(int $n, int $bytes): string
{
    return substr(str_repeat(md5("$n"), intdiv($bytes, 32) + 1), 0, $bytes);
}

mt_srand(7);
$sizes = [];
for ($i = 0; $i < 300; $i++) {
    $sizes[] = [1000, 16384, 20000, 40000, 65536, 100000, 300000, 1 << 20][mt_rand(0, 7)] + mt_rand(-5, 5);
}
$pool = new Pool(fn (Job $job) => text(...$job->payload), workers: 3);
$payloads = fn () => (function () use ($sizes) {
    foreach ($sizes as $n => $bytes) {
        yield $n => [$n, $bytes];
    }
})();

$strings = $jobs = $keys = $parts = $wrong = [];
foreach ($pool->map($payloads()) as $n => $job) {
    switch (mt_rand(0, 6)) {
        case 0: // the string itself
            $strings[$n] = $job->result();
            break;
        case 1: // by its job
            $jobs[$n] = $job;
            break;
        case 2: // as a key, with its hash
            $keys = array_slice($keys, -3, null, true);
            $keys[$job->result()] = $n;
            break;
        case 3: // changed by the holder: a copy, if somebody else has it, too
            $s = $job->result();
            $s[0] = '!';
            if ($s !== '!' . substr(text($n, $sizes[$n]), 1) || $job->result() !== text($n, $sizes[$n])) {
                $wrong[] = $n;
            }
            break;
        case 4: // in an array, for a while
            $parts[$n % 4] = [$job->result()];
            break;
        case 5: // with flags on it
            if (!preg_match('/^[0-9a-f]+$/u', $job->result())) {
                $wrong[] = $n;
            }
            break;
        case 6: // not at all
    }
    if (count($strings) > 10) {
        foreach ($strings as $k => $s) {
            if ($s !== text($k, $sizes[$k])) {
                $wrong[] = $k;
            }
        }
        $strings = [];
    }
    foreach ($keys as $s => $k) {
        if ((string) $s !== text($k, $sizes[$k])) {
            $wrong[] = $k;
        }
    }
}
foreach ($jobs as $n => $job) {
    if ($job->result() !== text($n, $sizes[$n])) {
        $wrong[] = $n;
    }
}
echo 'wrong: ', json_encode($wrong), "\n";

/* Payloads are strings of the script: they are nobody else's when their job is done. */
$echo = new Pool(fn (Job $job) => $job->payload, workers: 2);
$mine = array_map(fn ($n) => text($n, 100000 + $n), range(0, 39));
$lengths = [];
foreach ($echo->map($mine) as $n => $job) {
    $lengths[$n] = strlen($job->result());
    if ($n % 3 === 0) {
        $mine[$n] .= 'more';
    }
}
foreach ($mine as $n => $s) {
    if (substr($s, 0, 100000 + $n) !== text($n, 100000 + $n)) {
        echo "payload $n is not what it was\n";
    }
}
echo count($lengths), " results\n";
?>
--EXPECT--
wrong: []
40 results
