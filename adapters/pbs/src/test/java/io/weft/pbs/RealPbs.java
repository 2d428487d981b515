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

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.command.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real server of PBS on this machine, with vnodes n1 to n8 of 16 cores each, users alice and bob,
 * and the settings of {@code weft.qmgr}, for {@link RealPbsIT} without its hooks. Where its
 * commands are stands in WEFT_PBS_EXEC, otherwise /opt/pbs is looked at; WEFT_PBS_PREFIX is a
 * command to put before each, as to enter a network namespace. Tests are skipped without one, and
 * fail if WEFT_REQUIRE has {@code pbs} in it.
 */
final class RealPbs implements CommandSite, CommandRunner {
    private static final long TIMEOUT_NS = 30_000_000_000L;
    private final Path bin;
    private final List<String> prefix;
    private final ProcessRunner runner;

    private RealPbs(final Path bin) {
        this.bin = bin;
        prefix = split(env("WEFT_PBS_PREFIX", ""));
        runner =
                new ProcessRunner(
                        PbsSettings.of(bin.toString()).commandEnvironment(),
                        ProcessRunner.OUTPUT_BYTES_MAX);
    }

    static String env(final String name, final String otherwise) {
        final String value = System.getenv(name);
        return value == null ? otherwise : value;
    }

    static List<String> split(final String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** The server, or the test is skipped. */
    static RealPbs require() {
        final RealPbs pbs = new RealPbs(Path.of(env("WEFT_PBS_EXEC", "/opt/pbs"), "bin"));
        final boolean isThere = pbs.isThere();
        final String message = "No PBS server answers to " + pbs.bin + "/qstat -B";
        if (env("WEFT_REQUIRE", "").contains("pbs")) {
            assertTrue(isThere, message);
        }
        assumeTrue(isThere, message);
        return pbs;
    }

    private boolean isThere() {
        try {
            return Files.isExecutable(bin.resolve("qstat"))
                    && run(FakePbs.ROOT, List.of("qstat", "-B")).isSuccess();
        } catch (final ManagerException ex) {
            return false;
        }
    }

    PbsSettings settings() {
        return PbsSettings.of(bin.toString());
    }

    @Override
    public CommandResult run(final String user, final List<String> command)
            throws ManagerException {
        final List<String> all = new ArrayList<>();
        if (!user.equals(FakePbs.ROOT)) {
            all.addAll(List.of("runuser", "-u", user, "--"));
        }
        all.add(bin + "/" + command.get(0));
        all.addAll(command.subList(1, command.size()));
        if (command.get(0).equals("qsub")) {
            all.addAll(
                    all.indexOf("--") < 0 ? all.size() : all.indexOf(bin + "/qsub") + 1,
                    List.of("-o", "/dev/null", "-e", "/dev/null"));
        }
        return run(all, TIMEOUT_NS);
    }

    @Override
    public CommandResult run(final List<String> command, final long timeoutNs)
            throws ManagerException {
        final List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return runner.run(all, timeoutNs);
    }

    @Override
    public void pause(final long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
