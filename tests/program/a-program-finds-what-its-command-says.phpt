--TEST--
A program finds what its Command says: arguments, environment, directory, umask and nice value, its place in the pool; stdin is /dev/null, and no descriptor of the master is open
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Command, Pool};

require __DIR__ . '/../helper.inc';

$dir = temp_dir();
mkdir("$dir/mail-1");
mkdir("$dir/mail-0");
putenv('OF_MASTER=here');
putenv('TO_DROP=x');
putenv('NOTIFY_SOCKET=/of/the/master');
$open = fopen(__FILE__, 'r');
$script = 'for a; do echo "arg $a"; done; echo "env $A,$B,$OF_MASTER,${TO_DROP-none},$SUPERVISOR_POOL,$SUPERVISOR_SLOT,$SUPERVISOR_SPAWN,${NOTIFY_SOCKET-none}"; pwd; umask; nice; ' .
    'readlink /proc/self/fd/0; ls -m /proc/self/fd; cat /proc/self/status | grep -E "Sig(Blk|Ign)"; echo $$ > pid';
$pool = new Pool(new Command(
    ['/bin/sh', '-c', "{ $script; } > out 2>&1; mv out done; exec sleep 60", 'sh', 'a b', '%slot%', '%pool%-%spawn%', '100%%', '$HOME', ''],
    directory: "$dir/%pool%-%slot%",
    env: ['A' => '1 2', 'B' => '%pool%.%slot%', 'TO_DROP' => null],
    umask: 0027,
    nice: 3,
    startSeconds: 0,
), name: 'mail', workers: 2);
$pool->start();
var_dump(serve_until($pool, fn () => is_file("$dir/mail-0/done") && is_file("$dir/mail-1/done")));
echo str_replace($dir, 'DIR', file_get_contents("$dir/mail-1/done"));
echo array_diff(lines("$dir/mail-1/done"), lines("$dir/mail-0/done"))[1], "\n";
$pid = $pool->status()->slots[1]->pid;
var_dump((int) lines("$dir/mail-1/pid")[0] === $pid, posix_getpgid($pid) === $pid);
$pool->stop();

// Nothing of the master's environment. Without a PATH there are the usual directories.
$pool = new Pool(new Command(['env'], env: ['ONLY' => '1'], clearEnv: true, startSeconds: 0), name: 'clear', workers: 1, restart: Supervisor\Restart::Never);
ob_start();
$pool->start();
serve_until($pool, fn () => $pool->status()->exits);
ob_end_flush();
?>
--EXPECT--
bool(true)
arg a b
arg 1
arg mail-1
arg 100%
arg $HOME
arg 
env 1 2,mail.1,here,none,mail,1,1,none
DIR/mail-1
0027
3
/dev/null
0, 1, 2, 3
SigBlk:	0000000000000000
SigIgn:	0000000000000000
arg 1
bool(true)
bool(true)
ONLY=1
SUPERVISOR_POOL=clear
SUPERVISOR_SLOT=0
SUPERVISOR_SPAWN=1
