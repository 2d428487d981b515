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
package io.weft.manager.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import io.weft.journal.Durability;
import io.weft.manager.BridgeSettings;
import io.weft.manager.QueueSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteFileTest {
    @TempDir Path folder;

    private final PlainAdapter adapter = new PlainAdapter();

    private SiteSettings read(final String... lines) throws IOException, SettingsException {
        final Path file = folder.resolve("weft.toml");
        Files.write(file, List.of(lines));
        return SiteFile.read(file, adapter).settings();
    }

    private List<String> errors(final String... lines) {
        return assertThrows(SettingsException.class, () -> read(lines)).errors().stream()
                .map(SettingError::toString)
                .toList();
    }

    @Test
    void shouldTakeDefaultsWhenOnlyAQueueIsNamed() throws Exception {
        final SiteSettings settings = read("[[queue]]", "name = 'main'");

        assertEquals(Path.of("/var/lib/weft/journal"), settings.journal());
        assertEquals(Durability.BATCH, settings.durability());
        assertEquals(100_000, settings.snapshotInterval());
        assertEquals(SiteSettings.KEEP_ALL, settings.keepNs());
        assertEquals(20_000_000L, settings.idleNs());
        final List<QueueSpec> queues =
                List.of(new QueueSpec("main", 4, 0, JobClass.BATCH, List.of()));
        assertEquals(BridgeSettings.of(queues, "easy"), settings.bridge());
        assertEquals(4, adapter.nodeCount);
    }

    @Test
    void shouldKeepOfTheJournalWhatIsSaid() throws Exception {
        assertEquals(
                30 * Durations.DAY,
                read("[[queue]]", "name = 'main'", "[journal]", "keep = '30d'").keepNs());
        assertEquals(
                SiteSettings.KEEP_ALL,
                read("[[queue]]", "name = 'main'", "[journal]", "keep = 'all'").keepNs());
        for (final String keep : List.of("'30'", "'59m'", "'3651d'", "30", "''")) {
            final List<String> errors =
                    errors("[[queue]]", "name = 'main'", "[journal]", "keep = " + keep);
            assertEquals(1, errors.size(), errors.toString());
            assertTrue(
                    errors.get(0).contains("\"all\", or a duration, \"1h\"..\"3650d\""),
                    errors.toString());
        }
    }

    @Test
    void shouldForgetNothingWithoutSnapshots() {
        final List<String> errors =
                errors(
                        "[[queue]]",
                        "name = 'main'",
                        "[journal]",
                        "snapshot-every = 0",
                        "keep = '30d'");

        assertEquals(1, errors.size(), errors.toString());
        assertTrue(errors.get(0).contains("snapshot-every=0"), errors.toString());
    }

    @Test
    void shouldTakeWhatIsSaid() throws Exception {
        final SiteSettings settings =
                read(
                        "[journal]",
                        "directory = '/j'",
                        "durability = 'interval'",
                        "[kernel]",
                        "policy = 'easy-priority+pack'",
                        "overhead = 1.055",
                        "stretch-limits = true",
                        "default-walltime = '36h'",
                        "[limits]",
                        "nodes = 10",
                        "[[queue]]",
                        "name = 'debug'",
                        "multiplicity = 2",
                        "class = 'interactive'",
                        "nodes = ['n1', 'n2']",
                        "[[queue]]",
                        "name = 'main'",
                        "priority = -3",
                        "[manager]",
                        "observe-every = '250ms'",
                        "[plain]",
                        "nodes = 7");

        assertEquals(Path.of("/j"), settings.journal());
        assertEquals(Durability.INTERVAL, settings.durability());
        assertEquals(10, settings.limits().nodeCount());
        final BridgeSettings bridge = settings.bridge();
        assertEquals("easy-priority+pack", bridge.policy());
        assertEquals(1055, bridge.overheadPerMille());
        assertTrue(bridge.stretchLimits());
        assertEquals(36 * 3600 * 1_000_000_000L, bridge.walltimeDefaultNs());
        assertEquals(250_000_000L, bridge.observePeriodNs());
        assertEquals(
                List.of(
                        new QueueSpec("debug", 2, 0, JobClass.INTERACTIVE, List.of("n1", "n2")),
                        new QueueSpec("main", 4, -3, JobClass.BATCH, List.of())),
                bridge.queues());
        assertEquals(7, adapter.nodeCount);
    }

    /** Written out they would have a hundred million digits. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2e99999999", "1.2e-99999999"})
    void shouldRefuseHugeExponentAtOnceWhenNumberIsShort(final String overhead) {
        final List<String> errors =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> errors("[kernel]", "overhead = " + overhead));

        assertTrue(errors.stream().anyMatch(text -> text.startsWith("kernel.overhead=")));
    }

    @Test
    void shouldNameEverythingThatIsWrongAtOnce() {
        assertEquals(
                List.of(
                        "journal.durability=\"always\", expected \"none\", \"interval\", \"batch\"",
                        "journal.path=\"/j\", expected no such key, but one of directory,"
                                + " durability, snapshot-every, keep",
                        "limits.nodes=0, expected 1..16777216",
                        "queue[1].multiplicity=16, expected 1..15",
                        "queue[2].name=nothing, expected a text",
                        "queue[3].name=main, expected a name that no other queue has",
                        "kernel.policy=\"first-come\", expected a policy, as `weft simulate"
                                + " --help` lists them",
                        "kernel.overhead=0.5, expected 1..10, up to three digits behind the point",
                        "manager.settle=10, expected a duration, \"1s\"..\"1h\", as in \"500ms\"",
                        "plain.nodes=\"4\", expected 1..100",
                        "slurm=..., expected no such key, but one of journal, status, limits,"
                                + " queue, kernel, manager, annotate, plain"),
                errors(
                        "[journal]",
                        "durability = 'always'",
                        "path = '/j'",
                        "[limits]",
                        "nodes = 0",
                        "[kernel]",
                        "policy = 'first-come'",
                        "overhead = 0.5",
                        "[[queue]]",
                        "name = 'main'",
                        "multiplicity = 16",
                        "[[queue]]",
                        "[[queue]]",
                        "name = 'main'",
                        "[manager]",
                        "settle = 10",
                        "[plain]",
                        "nodes = '4'",
                        "[slurm]",
                        "x = 1"));
    }

    @Test
    void shouldRefuseAConfigurationWithoutQueues() {
        assertEquals(
                List.of("queue=0 sections, expected 1..limits.queues=64 sections [[queue]]"),
                errors(""));
    }

    @Test
    void shouldRefuseSectionsThatAreNone() {
        assertEquals(
                List.of(
                        "kernel=3, expected a section",
                        "queue[1].nodes=3, expected a text in each place"),
                errors("kernel = 3", "[[queue]]", "name = 'main'", "nodes = ['a', 3]").stream()
                        .sorted()
                        .toList());
    }

    @Test
    void shouldTellTheLineThatIsNoToml() {
        final List<String> errors = errors("[journal]", "directory = ");

        assertEquals(1, errors.size());
        assertTrue(errors.get(0).matches("(?s)line [23]=.*, expected TOML"), errors.get(0));
    }

    @Test
    void shouldRefuseABackoffThatShrinks() {
        assertEquals(
                List.of("manager.backoff-max=1s, expected at least backoff-min=5s"),
                errors(
                        "[[queue]]",
                        "name = 'main'",
                        "[manager]",
                        "backoff-min = '5s'",
                        "backoff-max = '1s'"));
    }

    @Test
    void shouldThrowWhenThereIsNoFile() {
        assertThrows(
                NoSuchFileException.class,
                () -> SiteFile.read(folder.resolve("none.toml"), adapter));
    }

    @Test
    void shouldDescribeEverySettingOnce() {
        final List<SettingDoc> docs = SiteFile.reference(adapter);

        assertEquals(docs.size(), docs.stream().map(SettingDoc::key).distinct().count());
        assertTrue(
                docs.contains(
                        new SettingDoc("plain.nodes", "1..100", "4", "How many nodes there are.")));
        assertTrue(
                docs.stream()
                        .anyMatch(
                                doc ->
                                        doc.key().equals("queue.name")
                                                && doc.byDefault().equals(SettingDoc.REQUIRED)));
    }
}
