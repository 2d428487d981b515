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
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
    private static final int JOBS = 200;

    @TempDir private Path folder;

    private Path trace;
    private Path recording;

    @BeforeEach
    void write() throws IOException {
        Swf swf = new Swf().header(10, 120);
        for (int i = 1; i <= JOBS; i++) {
            swf.job(i, 10L * i, 20L + i, 1 + i % 16);
        }
        trace = swf.write(folder.resolve("a.swf"));
        StringBuilder text = new StringBuilder("job,time,percent\n");
        for (int job = 0; job < 20; job++) {
            for (int sample = 0; sample < 5 * (job + 1); sample++) {
                text.append("j" + job + "," + 5 * sample + "," + (sample % 3 == job % 3 ? 80 : 1));
                text.append('\n');
            }
        }
        recording = Files.writeString(folder.resolve("r.csv"), text);
    }

    @Test
    void shouldConvertAndEmbedSoThatTheSimulatorReadsIt() throws IOException {
        Path target = folder.resolve("b.swf.gz");

        Weft weft = embed(target, "--interactive-jobs", 40);

        assertTrue(weft.out().contains("20 patterns to draw from\n"), weft::out);
        assertTrue(weft.out().contains("40 batch jobs became interactive\n"), weft::out);
        assertTrue(weft.out().contains("wrote 200 jobs to " + target), weft::out);
        Weft simulated = Weft.runWell("simulate", target, "--strict", "--json");
        assertEquals(40, simulated.json().at("/classes/interactive/jobs").asInt());
        assertEquals(JOBS - 40, simulated.json().at("/classes/batch/jobs").asInt());
    }

    @Test
    void shouldWriteTheSameBytesForTheSameSeed() throws IOException {
        embed(folder.resolve("b.swf"), "--interactive-jobs", 40);
        embed(folder.resolve("c.swf"), "--interactive-jobs", 40, "--seed", 1);
        embed(folder.resolve("d.swf"), "--interactive-jobs", 40, "--seed", 2);

        String first = Files.readString(folder.resolve("b.swf"));
        assertEquals(first, Files.readString(folder.resolve("c.swf")));
        assertNotEquals(first, Files.readString(folder.resolve("d.swf")));
    }

    @Test
    void shouldKeepPatternsUnlessAskedToReplaceThem() throws IOException {
        Path once = folder.resolve("b.swf");
        embed(once, "--interactive-queues", 1);
        trace = once;

        Weft kept = embed(folder.resolve("c.swf"), "--seed", 5);
        Weft replaced = embed(folder.resolve("d.swf"), "--seed", 5, "--replace");

        assertTrue(kept.out().contains("\n0 jobs got a pattern\n"), kept::out);
        assertEquals(Files.readString(once), Files.readString(folder.resolve("c.swf")));
        assertTrue(replaced.out().contains("\n200 jobs got a pattern\n"), replaced::out);
    }

    @Test
    void shouldDrawFromThePatternsOfATrace() {
        Path once = folder.resolve("b.swf");
        embed(once, "--interactive-queues", 1);
        recording = once;

        Weft weft = embed(folder.resolve("c.swf"), "--interactive-jobs", 3);

        assertTrue(weft.out().contains("200 patterns to draw from\n"), weft::out);
    }

    @Test
    void shouldSayHowManyJobsCanBecomeInteractive() {
        // Every job but those of 13 to 16 processors.
        Weft weft = Weft.run(words(folder.resolve("b.swf"), "--interactive-jobs", 500));

        assertEquals(ExitCode.USAGE, weft.exitCode());
        assertTrue(weft.err().contains("--interactive-jobs=500, expected 0..152"), weft::err);
    }

    @Test
    void shouldRefuseATraceWithoutPatterns() {
        recording = trace;

        Weft weft = Weft.run(words(folder.resolve("b.swf")));

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("has no pattern"), weft::err);
    }

    private Weft embed(Path target, Object... more) {
        return Weft.runWell(words(target, more));
    }

    private Object[] words(Path target, Object... more) {
        Object[] words = new Object[6 + more.length];
        words[0] = "embed";
        words[1] = trace;
        words[2] = "--patterns";
        words[3] = recording;
        words[4] = "-o";
        words[5] = target;
        System.arraycopy(more, 0, words, 6, more.length);
        return words;
    }
}
