--TEST--
Destructors and __unserialize() in a walk may ask for the Job that is about to be used again
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

log_to_file();

/* The destructor of a payload finds its Job among the exits. */
class Asking {
    static ?Pool $pool = null;
    function __construct(public int $id) {}
    function __destruct() {
        if (!self::$pool) {
            return;
        }
        foreach (self::$pool->status()->exits as $exit) {
            if ($exit->job) {
                self::$pool = null;
                printf("%d finds %s with %d\n", $this->id, $exit->job->state()->name, $exit->job->payload->id);
                return;
            }
        }
    }
}

$pool = new Pool(function (Job $job) {
    Asking::$pool = null;
    $job->payload->id === 2 && posix_kill(getmypid(), SIGKILL);
    return $job->payload->id;
}, workers: 1, maxCrashes: 1);
$wrong = $n = 0;
foreach ($pool->map(array_map(fn ($id) => new Asking($id), range(0, 9)), ordered: true) as $key => $job) {
    $wrong += $job->payload->id !== $key;
    $n++;
    if ($key === 3) { /* the Job of 2 is the one that is emptied next */
        Asking::$pool = $pool;
    }
}
Asking::$pool = null;
echo "$n jobs, $wrong with the payload of another one\n";

/* A payload that is read gives up its Job, and moves on the walk that will use it again. */
class Moving {
    static int $armed = -1;
    function __construct(public int $id) {}
    function __serialize(): array { return [$this->id]; }
    function __unserialize(array $data): void {
        $this->id = $data[0];
        if (self::$armed === $this->id) {
            self::$armed = -1;
            $GLOBALS['job'] = null;
            $GLOBALS['results']->next();
            $GLOBALS['results']->next();
            $GLOBALS['current'] = $GLOBALS['results']->current();
        }
    }
}
$pool = new Pool(fn (Job $job) => $job->payload->id * 10, workers: 1);
$results = $pool->map(array_map(fn ($id) => new Moving($id), range(0, 9)), ordered: true);
$job = $results->current();
Moving::$armed = 0;
$payload = $job->payload;
printf("0 has %d; %d has %d and %d\n", $payload->id, $results->key(), $current->result(), $current->payload->id);
?>
--EXPECT--
2 finds Failed with 2
10 jobs, 0 with the payload of another one
0 has 0; 2 has 20 and 2
