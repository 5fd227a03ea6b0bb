--TEST--
stop() does not cut short a sleep(), usleep() or stream_select() of a running job: its worker gets no signal
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
$pool = new Pool(function (Job $job) use ($dir) {
    touch("$dir/began-$job->payload");
    $start = microtime(true);
    switch ($job->payload) {
        case 'sleep':
            $result = sleep(1);
            break;
        case 'usleep':
            $result = usleep(500_000);
            break;
        case 'select':
            $pair = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
            $read = [$pair[0]];
            $none = null;
            $result = stream_select($read, $none, $none, 0, 500_000);
            break;
    }
    return [$result, microtime(true) - $start >= ($job->payload === 'sleep' ? 1.0 : 0.5)];
}, workers: 3);
$jobs = array_map(fn ($what) => $pool->submit($what), ['sleep', 'usleep', 'select']);
serve_until($pool, fn () => count(glob("$dir/began-*")) === 3);
$pool->stop();
foreach ($jobs as $job) {
    echo $job->payload, ' ', json_encode($job->result()), "\n";
}
?>
--EXPECT--
sleep [0,true]
usleep [null,true]
select [0,true]
