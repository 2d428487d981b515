/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.slurm.fake;

import static io.weft.slurm.fake.SettableClock.MILLI;
import static io.weft.slurm.fake.SettableClock.SECOND;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The programs of a Slurm in memory, in virtual time and under a seed. They can hang, be killed at
 * the time limit and be carried out all the same, late or not at all, answer garbage, find no
 * controller or no munge; and Weft can be killed between any two of them.
 */
public final class FakeSlurm implements CommandRunner {
    /** Weft dies, where it ran a program. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** How all programs go wrong for a while. */
    public enum Fault {
        /** They do not. */
        NONE,
        /** Nobody listens at the port of the controller. */
        DOWN,
        /** They do not end; what they were told may be carried out late. */
        HANG,
        /** They do what they are told and print something else. */
        GARBLE,
        /** Munge is down: nothing leaves this machine. */
        MUNGE
    }

    private record Late(long timeNs, List<String> command) {}

    private static final long DOWN_NS = 9 * SECOND;

    final FakeController controller;
    private final SettableClock clock;
    private final Random random;
    private final FakePrograms programs;
    private final List<Late> late = new ArrayList<>();
    private Fault fault = Fault.NONE;
    private long faultEndNs;

    /** Of a thousand commands that change something so many fail, one way or another. */
    int faultPerMille;

    /** Weft dies at the so many-th program from now on; 0 for never. */
    int killAtRun;

    boolean isKillAfter;

    /**
     * A cluster, idle, whose nodes are called n1, n2 and so on.
     *
     * @param clock that stands still but for what the programs take.
     * @param seed of all that goes wrong.
     * @param nodeCount nodes.
     * @param cores of each.
     * @param multiplicity CPUs that Slurm counts for each core.
     */
    public FakeSlurm(
            final SettableClock clock,
            final long seed,
            final int nodeCount,
            final int cores,
            final int multiplicity) {
        this.clock = clock;
        random = new Random(seed);
        controller = new FakeController(clock, random, nodeCount, cores, multiplicity, 64_000);
        programs = new FakePrograms(controller);
    }

    /**
     * Puts another job_submit.lua in place.
     *
     * @param isGuarded whether it looks at starts and carries them out; an old one does not.
     */
    public void isGuarded(final boolean isGuarded) {
        programs.isGuarded = isGuarded;
    }

    /**
     * A user submits a job, and job_submit.lua holds it.
     *
     * @param nodeCount nodes, from 1.
     * @param cpus of all nodes together.
     * @param durationNs that it runs.
     * @param isRequeueable whether its user said --requeue.
     * @return the job.
     */
    public FakeSlurmJob submit(
            final int nodeCount,
            final int cpus,
            final long durationNs,
            final boolean isRequeueable) {
        return controller.add(nodeCount, cpus, 100, durationNs, isRequeueable);
    }

    /** Everything that was due until now happens. */
    public void advance() {
        final long nowNs = clock.nanoTime();
        for (final Late one : List.copyOf(late)) {
            if (one.timeNs <= nowNs && controller.isUp) {
                late.remove(one);
                controller.advance(one.timeNs);
                programs.run(one.command);
            }
        }
        controller.advance(nowNs);
        if (fault != Fault.NONE && nowNs >= faultEndNs) {
            if (!controller.isUp) {
                controller.restart();
                controller.advance(nowNs);
            }
            fault = Fault.NONE;
        }
    }

    /**
     * Has everything go wrong for a while.
     *
     * @param how it goes wrong.
     * @param durationNs how long.
     */
    public void fail(final Fault how, final long durationNs) {
        if (controller.isUp) {
            fault = how;
            faultEndNs = clock.nanoTime() + durationNs;
        }
    }

    /**
     * Kills the controller, which forgets what it did not save.
     *
     * @param downNs until it answers again.
     */
    public void crash(final long downNs) {
        if (controller.isUp) {
            late.clear();
            controller.crash();
            fault = Fault.DOWN;
            faultEndNs = clock.nanoTime() + downNs;
        }
    }

    @Override
    public CommandResult run(final List<String> command, final long timeoutNs)
            throws ManagerException {
        advance();
        final boolean isChange =
                command.get(0).equals("scontrol") && !command.contains("show")
                        || command.get(0).equals("scancel");
        if (killAtRun == 1 && !isKillAfter && isChange && random.nextBoolean()) {
            // The program of the dead goes on.
            carryOutLate(command);
        }
        killIf(false);
        if (fault == Fault.DOWN || fault == Fault.MUNGE) {
            return unreachable(command.get(0), timeoutNs);
        }
        if (fault == Fault.HANG) {
            carryOutPerhaps(command, isChange);
            throw timeout(command, timeoutNs);
        }
        if (isChange && random.nextInt(1000) < faultPerMille) {
            return fail(command, timeoutNs);
        }
        final CommandResult answer = programs.run(command);
        controller.advance(clock.nanoTime());
        killIf(true);
        return fault == Fault.GARBLE ? garbled(answer) : answer;
    }

    private void killIf(final boolean isAfter) {
        if (isAfter == isKillAfter && killAtRun > 0 && --killAtRun == 0) {
            throw new Killed();
        }
    }

    /** As Slurm words it; it gives up after 9 s, or when it is killed before that. */
    private CommandResult unreachable(final String program, final long timeoutNs)
            throws ManagerException {
        if (fault == Fault.MUNGE) {
            final String error =
                    program
                            + ": error: If munged is up, restart with --num-threads=10\n"
                            + program
                            + ": error: Munge encode failed: Failed to access"
                            + " \"/run/munge/munge.socket.2\": No such file or directory\n"
                            + "slurm_load_jobs error: Protocol authentication error\n";
            return new CommandResult(1, "", error);
        }
        if (timeoutNs < DOWN_NS) {
            throw timeout(List.of(program), timeoutNs);
        }
        clock.advance(DOWN_NS);
        final String error =
                "slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n";
        return new CommandResult(1, "", error);
    }

    private CommandResult fail(final List<String> command, final long timeoutNs)
            throws ManagerException {
        switch (random.nextInt(4)) {
            case 0 -> {
                programs.run(command);
                final String error = "Zero Bytes were transmitted or received for job 1\n";
                return new CommandResult(1, "", error);
            }
            case 1 -> {
                return new CommandResult(1, "", "Job update not available right now for job 1\n");
            }
            default -> {
                carryOutPerhaps(command, true);
                throw timeout(command, timeoutNs);
            }
        }
    }

    /** At once, later, or not at all. */
    private void carryOutPerhaps(final List<String> command, final boolean isChange) {
        final int how = random.nextInt(3);
        if (isChange && how == 0 && fault == Fault.NONE) {
            programs.run(command);
        } else if (isChange && how > 0) {
            carryOutLate(command);
        }
    }

    private void carryOutLate(final List<String> command) {
        final long fromNs = fault == Fault.HANG ? faultEndNs : clock.nanoTime();
        late.add(new Late(fromNs + random.nextInt(5000) * MILLI, command));
    }

    private ManagerException timeout(final List<String> command, final long timeoutNs) {
        clock.advance(timeoutNs);
        return new ManagerException(
                ManagerException.Kind.TIMEOUT, true, command + ": no end, killed");
    }

    private CommandResult garbled(final CommandResult answer) {
        return switch (random.nextInt(3)) {
            case 0 -> new CommandResult(0, "?!\u0000 garbage", "");
            // What is behind the mark may be whole records, and would be believed.
            case 1 ->
                    new CommandResult(
                            0, "?" + answer.output().substring(answer.output().length() / 2), "");
            default -> new CommandResult(139, "", "Segmentation fault\n");
        };
    }

    /**
     * The nodes, by name, and whether they take jobs.
     *
     * @return a copy.
     */
    public Map<String, Boolean> nodes() {
        final Map<String, Boolean> states = new LinkedHashMap<>();
        controller.nodes.forEach((name, node) -> states.put(name, node.isOpen()));
        return states;
    }
}
