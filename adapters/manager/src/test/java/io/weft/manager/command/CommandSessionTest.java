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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.ManagerException;
import io.weft.manager.ManagerException.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shell that is kept. */
final class CommandSessionTest {
    private static final long SECOND = 1_000_000_000L;

    private final CommandSession session =
            new CommandSession(List.of("sh"), Map.of("TOLD", "yes"), 1 << 12);

    @AfterEach
    void close() {
        session.close();
    }

    private String ask(final String line, final String mark) throws ManagerException {
        return session.ask(line + "\necho " + mark + "\n", mark, 10 * SECOND);
    }

    @Test
    void shouldKeepTheProgramBetweenQuestions() throws ManagerException {
        final String pid = ask("echo $$ $TOLD", "m1");

        assertTrue(pid.endsWith(" yes\n"), pid);
        assertEquals(pid, ask("echo $$ $TOLD", "m2"));
        assertEquals("", ask("true", "m3"));
        assertEquals("lost\n", ask("echo lost >&2", "m4"));
    }

    @Test
    void shouldNotMixAnswersWhenOneComesTooLate() throws Exception {
        final String pid = ask("echo $$", "m1");
        final String sleep = "sleep 61." + ProcessHandle.current().pid();

        final ManagerException ex =
                assertThrows(
                        ManagerException.class,
                        () -> session.ask(sleep + "; echo old; echo m2\n", "m2", SECOND / 5));

        assertEquals(Kind.TIMEOUT, ex.kind());
        assertTrue(ex.isAmbiguous());
        assertNotEquals(pid, ask("echo $$", "m2"));
        for (int i = 0; i < 100 && isRunning(sleep); i++) {
            Thread.sleep(50);
        }
        assertFalse(isRunning(sleep));
    }

    private static boolean isRunning(final String commandLine) {
        return ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").contains(commandLine));
    }

    @Test
    void shouldStartAnotherProgramWhenOneDied() throws ManagerException {
        final ManagerException ex =
                assertThrows(ManagerException.class, () -> ask("echo half; exit 1", "m1"));

        assertEquals(Kind.GARBLED, ex.kind());
        assertTrue(ex.isAmbiguous());
        assertEquals("whole\n", ask("echo whole", "m2"));
    }

    @Test
    void shouldRefuseAnAnswerThatIsTooLong() throws ManagerException {
        final ManagerException ex =
                assertThrows(ManagerException.class, () -> ask("head -c 5000 /dev/zero", "m1"));

        assertEquals(Kind.GARBLED, ex.kind());
        assertEquals("", ask("true", "m2"));
    }

    @Test
    void shouldSayUnreachableWhenThereIsNoSuchProgram() {
        try (CommandSession none =
                new CommandSession(List.of("/no/such/program"), Map.of(), 1 << 12)) {
            final ManagerException ex =
                    assertThrows(ManagerException.class, () -> none.ask("x\n", "m", SECOND));
            assertEquals(Kind.UNREACHABLE, ex.kind());
            assertFalse(ex.isAmbiguous());
        }
    }
}
