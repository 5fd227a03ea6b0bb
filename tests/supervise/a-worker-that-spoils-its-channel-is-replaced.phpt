--TEST--
A worker that writes garbage to the supervisor's channel is killed and replaced; the master says so and lives on
--EXTENSIONS--
supervisor
posix
sockets
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$pool = new Pool(function (Job $job) {
    if ($job->payload === 'fine') {
        return 'fine';
    }
    // The one descriptor in the high range; a stream on php://fd is a duplicate of it.
    $channel = max(array_keys(array_filter(descriptors(), fn ($what) => str_starts_with($what, 'socket:'))));
    $channel >= 512 or exit(1);
    $stream = fopen("php://fd/$channel", 'w');
    stream_set_write_buffer($stream, 0);
    switch ($job->payload) {
        case 'garbage':
            fwrite($stream, random_bytes(4096));
            break;
        case 'text':
            fwrite($stream, str_repeat("Warning: something is written to a wrong descriptor\n", 50));
            break;
        case 'half a frame':
            fwrite($stream, "\0\0\0");
            posix_kill(getmypid(), SIGKILL);
            break;
        case 'shut':
            $socket = socket_import_stream($stream);
            socket_shutdown($socket, 2);
            break;
    }
    sleep(60);
}, workers: 1, maxAttempts: 1);
foreach (['garbage', 'text', 'half a frame', 'shut'] as $n => $how) {
    $job = $pool->submit($how);
    var_dump($pool->wait(5));
    $exit = $pool->status()->exits[$n] ?? null;
    echo "$how: ", json_encode([$job->state(), $job->failure()?->reason, $exit?->reason, $exit?->signal, $exit?->planned, $exit?->restartIn]), ' ',
        $pool->submit('fine')->await(5), "\n";
}
var_dump(count(preg_grep('/wrote something that is not a frame/', lines($log))));
$pool->stop();
?>
--EXPECT--
bool(true)
garbage: ["failed","signaled","signaled",9,false,0] fine
bool(true)
text: ["failed","signaled","signaled",9,false,0] fine
bool(true)
half a frame: ["failed","signaled","signaled",9,false,0] fine
bool(true)
shut: ["failed","signaled","signaled",9,false,0] fine
int(2)
