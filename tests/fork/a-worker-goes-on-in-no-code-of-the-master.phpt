--TEST--
A worker never finds itself in the code of the master: stack traces begin at its closure, and nothing after start() runs twice
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

function deep(int $n, Pool $pool): void
{
    if ($n > 0) {
        deep($n - 1, $pool);
    } else {
        $pool->start();
        echo "started\n";
    }
}

$pool = new Pool(function (Job $job) {
    return array_column(debug_backtrace(), 'function');
}, workers: 3);
deep(5, $pool);
echo preg_replace('/\{closure.*?\}/', '{closure}', implode(' < ', $pool->submit(1)->await())), "\n";

$pool->stop();
echo "end\n";
?>
--EXPECT--
started
{closure}
end
