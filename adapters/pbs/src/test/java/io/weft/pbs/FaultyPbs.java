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
package io.weft.pbs;

import static io.weft.pbs.FakeClock.MILLI;
import static io.weft.pbs.FakeClock.SECOND;

import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs the commands of a {@link FakePbs}, which hang, are carried out late, are cut off or find no
 * server; and lets Weft die where it runs one.
 */
final class FaultyPbs implements CommandRunner {
    /** Weft dies. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** How commands go wrong. */
    enum Fault {
        NONE,
        DOWN,
        HANG,
        GARBAGE
    }

    private record Late(long timeNs, List<String> command) {}

    /** Less than the time after which a command is not carried out any more. */
    private static final long LATE_MS_MAX = 8000;

    final FakePbs pbs;
    private final FakeClock clock;
    private final Random random;
    private final List<Late> late = new ArrayList<>();
    private long faultEndNs;
    private Fault fault = Fault.NONE;

    /** Of a thousand commands so many fail, one way or another. */
    int faultPerMille;

    /** Weft dies at the so many-th command from now on. */
    int killAtCall;

    boolean isKillAfter;
    int startCount;

    FaultyPbs(final FakeClock clock, final FakePbs pbs, final long seed) {
        this.clock = clock;
        this.pbs = pbs;
        random = new Random(seed);
    }

    void fail(final Fault how, final long durationNs) {
        fault = how;
        faultEndNs = clock.nanoTime() + durationNs;
    }

    /** The server dies, with the requests that it has not read, and comes back. */
    void crash(final long downNs) {
        late.clear();
        pbs.crash(random);
        fail(Fault.DOWN, downNs);
    }

    /** Everything that was due until now. */
    void advance() {
        for (final Late one : List.copyOf(late)) {
            if (one.timeNs <= clock.nanoTime()) {
                late.remove(one);
                pbs.run(FakePbs.ROOT, one.command);
            }
        }
        pbs.advance();
        if (clock.nanoTime() >= faultEndNs) {
            fault = Fault.NONE;
        }
    }

    @Override
    public CommandResult run(final List<String> command, final long timeoutNs)
            throws ManagerException {
        advance();
        startCount += command.get(0).endsWith("qrun") ? 1 : 0;
        killIf(false, command);
        if (fault == Fault.DOWN) {
            return new CommandResult(
                    255,
                    "",
                    "Connection refused\nqstat: cannot connect to server vm (errno=15010)\n");
        }
        if (fault == Fault.HANG || random.nextInt(1000) < faultPerMille) {
            carryOutPerhaps(command);
            clock.advance(Math.min(timeoutNs, 3 * SECOND));
            throw new ManagerException(Kind.TIMEOUT, true, command + ": no end, killed");
        }
        final CommandResult result = pbs.run(FakePbs.ROOT, command);
        clock.advance(10 * MILLI);
        killIf(true, command);
        return fault == Fault.GARBAGE ? garbage(result) : result;
    }

    /** At once, later, or not at all. */
    private void carryOutPerhaps(final List<String> command) {
        switch (random.nextInt(3)) {
            case 0 -> pbs.run(FakePbs.ROOT, command);
            case 1 -> {
                final long delayNs = random.nextInt((int) LATE_MS_MAX) * MILLI;
                late.add(new Late(clock.nanoTime() + delayNs, command));
            }
            default -> {}
        }
    }

    private CommandResult garbage(final CommandResult result) {
        final int length = random.nextInt(result.output().length() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> new CommandResult(2, result.output().substring(0, length), "");
            case 1 ->
                    new CommandResult(
                            result.exitCode(),
                            result.output().substring(0, length) + "\ufffd?",
                            result.error());
            default -> new CommandResult(153, "", "qstat: End of File\n");
        };
    }

    private void killIf(final boolean isAfter, final List<String> command) {
        if (isAfter == isKillAfter && killAtCall > 0 && --killAtCall == 0) {
            if (!isAfter && random.nextBoolean()) {
                carryOutPerhaps(command);
            }
            throw new Killed();
        }
    }
}
