--TEST--
WorkerExit: types and values of every property
--EXTENSIONS--
supervisor
posix
--CAPTURE_STDIO--
STDOUT
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Event, Job, Pool, WorkerExit};

$pool = new Pool(function (Job $job) { if ($job->payload === 'die') { posix_kill(getmypid(), SIGKILL); sleep(60); } return 1; }, name: 'exits', workers: 1, maxAttempts: 1);
$told = [];
$pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$told) { $told[] = $e; });
$pool->submit(1)->await();
$job = $pool->submit('die', 'its name');
$pool->wait();
$pool->stop();
[$killed, $stopped] = $told;
foreach ($killed as $name => $value) {
    echo $name, ': ', match ($name) {
        'pid' => $value > 0 ? 'a pid' : $value,
        'job' => $value === $job ? 'the job' : gettype($value),
        'uptime', 'cpuTime' => is_float($value) && $value >= 0 && $value < 100 ? 'seconds' : $value,
        'peakMemory' => is_int($value) && $value > 1 << 20 ? 'bytes' : $value,
        default => json_encode($value),
    }, "\n";
}
echo json_encode([$stopped->planned, $stopped->reason, $stopped->exitCode, $stopped->signal, $stopped->job, $stopped->label, $stopped->restartIn, $stopped->spawn, $stopped->message]), "\n";
$exits = $pool->status()->exits;
var_dump(count($exits), $exits[0]->pid === $killed->pid, $exits[0]->job === $job, $exits[1] == $stopped);
no_cycles();
?>
--EXPECT--
pool: "exits"
slot: 0
pid: a pid
spawn: 1
planned: false
reason: "signaled"
exitCode: null
signal: 9
job: the job
label: "its name"
message: ""
trace: ""
uptime: seconds
jobs: 1
peakMemory: bytes
cpuTime: seconds
restartIn: 0
output: ""
[true,"stopped",0,null,null,null,null,2,""]
int(2)
bool(true)
bool(true)
bool(true)
