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
package io.weft.manager.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs of the system, run for real. */
final class ProcessRunnerTest {
    private static final long SECOND = 1_000_000_000L;

    private final CommandRunner runner = new ProcessRunner(Map.of("TOLD", "yes"), 1 << 16);

    private CommandResult run(final String... command) throws ManagerException {
        return runner.run(List.of(command), 10 * SECOND);
    }

    @Test
    void shouldTellExitCodeAndBothOutputsWhenProgramEnds() throws ManagerException {
        final CommandResult result = run("sh", "-c", "echo out; echo err >&2; exit 3");

        assertEquals(new CommandResult(3, "out\n", "err\n"), result);
        assertFalse(result.isSuccess());
    }

    @Test
    void shouldPassArgumentsUntouchedWhenTheyLookLikeShell() throws ManagerException {
        final String argument = "$(reboot); `x` 'a' \"b\" *";

        assertEquals(argument, run("printf", "%s", argument).output());
    }

    @Test
    void shouldHideOwnEnvironmentWhenRunning() throws ManagerException {
        final List<String> names =
                run("env").output().lines().map(line -> line.split("=")[0]).sorted().toList();

        assertEquals(List.of("HOME", "LC_ALL", "PATH", "TOLD"), names);
    }

    @Test
    void shouldGiveEmptyInputWhenProgramReads() throws ManagerException {
        assertEquals("", run("cat").output());
    }

    @Test
    void shouldKillProgramAndItsChildrenWhenTimeIsOver() {
        final long startNs = System.nanoTime();

        final ManagerException ex =
                assertThrows(
                        ManagerException.class,
                        () -> runner.run(List.of("sh", "-c", "sleep 61.25 & wait"), SECOND / 5));

        assertEquals(Kind.TIMEOUT, ex.kind());
        assertTrue(ex.isAmbiguous());
        assertTrue(System.nanoTime() - startNs < 30 * SECOND);
        assertFalse(
                ProcessHandle.allProcesses()
                        .anyMatch(p -> p.info().commandLine().orElse("").contains("sleep 61.25")));
    }

    @Test
    void shouldRefuseAnswerWhenItIsTooLong() {
        final ManagerException ex =
                assertThrows(ManagerException.class, () -> run("head", "-c", "70000", "/dev/zero"));

        assertEquals(Kind.GARBLED, ex.kind());
    }

    @Test
    void shouldNotWaitForEverWhenAGrandchildKeepsThePipe() {
        final ManagerException ex =
                assertThrows(
                        ManagerException.class,
                        () -> run("sh", "-c", "sleep 5 & echo done; sleep 0.3"));

        assertEquals(Kind.GARBLED, ex.kind());
    }

    @Test
    void shouldSayUnreachableWhenThereIsNoSuchProgram() {
        final ManagerException ex =
                assertThrows(ManagerException.class, () -> run("/no/such/program"));

        assertEquals(Kind.UNREACHABLE, ex.kind());
        assertFalse(ex.isAmbiguous());
        assertTrue(ex.getMessage().contains("/no/such/program"));
    }
}
