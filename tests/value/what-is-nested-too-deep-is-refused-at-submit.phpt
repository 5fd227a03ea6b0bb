--TEST--
Arrays and objects that are nested deeper than unserialize_max_depth are refused at submit(), and as a result
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

function nested(int $depth, bool $objects = false): array|object
{
    $v = $objects ? (object) ['v' => 1] : [1];
    while (--$depth > 0) {
        $v = $objects ? (object) ['v' => $v] : [$v];
    }
    return $v;
}

$log = log_to_file();
$pool = new Pool(fn (Job $job) => is_int($job->payload) ? nested($job->payload) : 'decoded', workers: 1, maxAttempts: 1);
foreach ([false, true] as $objects) {
    foreach ([4096, 4097, 20000] as $depth) {
        echo $depth, ': ', thrown(function () use ($pool, $depth, $objects) {
            echo $pool->submit(nested($depth, $objects))->await(), ' ';
        }), "\n";
    }
}
$v = [];
for ($i = 0; $i < 4096; $i++) {
    $v = [$v];
}
echo 'an empty one at the bottom: ', $pool->submit($v)->await(), "\n";
foreach ([4096, 4097] as $depth) {
    $job = $pool->submit($depth);
    $pool->wait();
    echo "result of $depth: ", $job->failure()?->message ?? $job->state()->value, "\n";
}
ini_set('unserialize_max_depth', '10');
$pool = new Pool(fn (Job $job) => 'decoded', workers: 1);
echo $pool->submit(nested(10))->await(), "\n", thrown(fn () => $pool->submit(nested(11))), "\n";
?>
--EXPECT--
4096: decoded nothing
4097: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, something nested deeper than unserialize_max_depth (4096) given
20000: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, something nested deeper than unserialize_max_depth (4096) given
4096: decoded nothing
4097: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, something nested deeper than unserialize_max_depth (4096) given
20000: ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, something nested deeper than unserialize_max_depth (4096) given
an empty one at the bottom: decoded
result of 4096: done
result of 4097: the handler returned something that cannot be sent to another process: something nested deeper than unserialize_max_depth (4096)
decoded
ValueError: Supervisor\Pool::submit(): Argument #1 ($payload) must be made of values that can be sent to another process, something nested deeper than unserialize_max_depth (10) given
