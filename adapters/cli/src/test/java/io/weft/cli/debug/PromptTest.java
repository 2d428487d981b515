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
package io.weft.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.QueueRequest;
import io.weft.core.debug.CheckpointStore;
import io.weft.core.debug.MemoryCheckpoints;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.Limits;
import io.weft.placement.StandardPolicies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {
    private static final int ENTRY_COUNT = 5_000;

    private final MemoryJournal journal = new MemoryJournal();
    private final List<String> bars = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    @TempDir private Path folder;
    private Kernel kernel;
    private Session session;
    private Terminal terminal;
    private boolean isInterrupting;

    @BeforeEach
    void begin() {
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(new Limits().nodeCount(2).coresPerNode(4))
                                .journal(journal)
                                .policies(new StandardPolicies())
                                .clock(() -> 0));
        kernel.inputWriter().defineQueue(new QueueRequest(0));
        while (journal.lastPosition() < ENTRY_COUNT) {
            // Nobody knows the job: the state stays as it is.
            kernel.inputWriter().cancelJob(1, 0);
            kernel.doWork();
            kernel.poll(new DecisionListener() {}, 10);
        }
        session = new Session(Path.of("."), new Places(), new StandardPolicies(), watch());
    }

    private Watch watch() {
        return new Watch(
                lastPosition -> {
                    bars.add("of " + lastPosition);
                    return new Watch.Bar() {
                        @Override
                        public void show(long position) {
                            bars.add("at " + position);
                            if (isInterrupting) {
                                terminal.raise(Terminal.Signal.INT);
                            }
                        }

                        @Override
                        public void close() {
                            bars.add("gone");
                        }
                    };
                });
    }

    @AfterEach
    void end() {
        session.close();
        kernel.close();
    }

    /** What is printed when these lines are typed. */
    private String type(String... lines) throws IOException {
        String typed = String.join("\n", lines) + "\n";
        Commands commands = new Commands(session, (job, position) -> null);
        Path history = folder.resolve("cache").resolve("history");
        try (Terminal opened =
                new DumbTerminal(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        printed)) {
            terminal = opened;
            new Prompt(session, commands, history).run(opened);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerUntilSomebodyQuits() throws IOException {
        String out = type("next 2", "quit", "next 100");

        assertTrue(out.contains("policy     none"), out);
        assertTrue(out.contains("2> "), out);
        assertEquals(2, session.machine().position());
    }

    @Test
    void shouldEndWhenTheInputDoes() throws IOException {
        type("next", "next");

        assertEquals(2, session.machine().position());
    }

    @Test
    void shouldGoOnAfterAMistake() throws IOException {
        String out = type("jump", "goto -7", "goto 99999999", "delete 3", "next 3");

        assertTrue(out.contains("jump is no command"), out);
        assertTrue(out.contains("position=99999999, expected 0.."), out);
        assertEquals(3, session.machine().position());
    }

    @Test
    void shouldRememberWhatWasTyped() throws IOException {
        type("next 2", "where");

        String history = Files.readString(folder.resolve("cache").resolve("history"));
        assertTrue(history.contains("next 2") && history.contains("where"), history);
    }

    @Test
    void shouldShowHowFarALongCommandHasComeAndNothingOfAShortOne() throws IOException {
        type("next 1000", "goto last");

        long last = journal.lastPosition();
        assertEquals("of " + last, bars.get(0));
        assertEquals("gone", bars.get(bars.size() - 1));
        assertEquals(1, bars.stream().filter("gone"::equals).count());
        assertTrue(bars.size() > 4, bars::toString);
    }

    @Test
    void shouldStopACommandAndNothingElseWhenItIsInterrupted() throws IOException {
        isInterrupting = true;

        String out = type("goto last", "next", "where");

        assertTrue(out.contains("stopped at position 1025"), out);
        assertEquals(1026, session.machine().position());
        assertEquals(List.of("of " + journal.lastPosition(), "at 1024", "gone"), bars);
    }

    @Test
    void shouldStopSearchesOfEveryKindWhenItIsInterrupted() throws IOException {
        isInterrupting = true;

        String out =
                type(
                        "until job 77",
                        "goto @5s",
                        "break job 77",
                        "continue",
                        "index",
                        "back-until job 77");

        assertEquals(5, out.split("stopped at position", -1).length - 1, out);
        assertFalse(out.contains("the journal ends here"), out);
    }

    private final class Places implements Session.Opener {
        @Override
        public Journal journal(Path directory) {
            return journal;
        }

        @Override
        public CheckpointStore checkpoints(Path directory) {
            return new MemoryCheckpoints();
        }

        @Override
        public SnapshotStore snapshots(Path directory) {
            return null;
        }
    }
}
