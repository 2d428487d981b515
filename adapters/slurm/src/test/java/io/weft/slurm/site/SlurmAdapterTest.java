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
package io.weft.slurm.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import io.weft.manager.daemon.SettingError;
import io.weft.manager.daemon.SettingsException;
import io.weft.manager.daemon.SiteFile;
import io.weft.slurm.SlurmSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlurmAdapterTest {
    @TempDir Path folder;

    private SlurmSettings read(final String... lines) throws IOException, SettingsException {
        final Path file = Files.write(folder.resolve("weft.toml"), List.of(lines));
        return ((SlurmSite) SiteFile.read(file, new SlurmAdapter()).site()).slurm();
    }

    @Test
    void shouldTakeDefaults() throws Exception {
        final SlurmSettings settings =
                read("[[queue]]", "name = 'a'", "[[queue]]", "name = 'b'", "multiplicity = 6");

        assertEquals(SlurmSettings.of(List.of("a", "b"), 6), settings);
    }

    @Test
    void shouldTakeWhatIsSaid() throws Exception {
        final SlurmSettings settings =
                read(
                        "[[queue]]",
                        "name = 'main'",
                        "[slurm]",
                        "slots-per-core = 8",
                        "conf = '/c'",
                        "programs = '/p'",
                        "persistent-scontrol = false",
                        "timeout = '20s'",
                        "time-zone = 'Europe/Paris'",
                        "completion-log = '/l'",
                        "user-classes = ['urgent']",
                        "guarded-start = false",
                        "[slurm.class-of-qos]",
                        "debug = 'interactive'");

        assertEquals(
                new SlurmSettings(
                        List.of("main"),
                        8,
                        "/c",
                        "/p",
                        false,
                        20_000_000_000L,
                        ZoneId.of("Europe/Paris"),
                        "/l",
                        Map.of("debug", JobClass.INTERACTIVE),
                        Set.of(JobClass.URGENT),
                        false),
                settings);
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        final SettingsException ex =
                assertThrows(
                        SettingsException.class,
                        () ->
                                read(
                                        "[[queue]]",
                                        "name = 'a b'",
                                        "[slurm]",
                                        "time-zone = 'here'",
                                        "user-classes = ['fast']",
                                        "cgroup-files = ['/cgroup/cpu.stat']",
                                        "[slurm.class-of-qos]",
                                        "debug = 'fast'"));

        assertEquals(
                List.of(
                        "slurm.partition",
                        "slurm.time-zone",
                        "slurm.user-classes",
                        "slurm.class-of-qos.debug",
                        "slurm.cgroup-files"),
                ex.errors().stream().map(SettingError::key).toList());
    }

    @Test
    void shouldTellOfAQueueWithoutANameOnce() {
        final SettingsException ex =
                assertThrows(SettingsException.class, () -> read("[[queue]]", "name = 3"));

        assertEquals(
                List.of("queue[1].name"), ex.errors().stream().map(SettingError::key).toList());
    }

    @Test
    void shouldBringAnExampleThatCanBeRead() throws Exception {
        final SlurmAdapter adapter = new SlurmAdapter();
        for (final String name : adapter.siteFiles()) {
            assertTrue(adapter.siteFile(name).length > 0, name);
        }

        final String example = new String(adapter.siteFile("weft.toml"), StandardCharsets.UTF_8);

        assertEquals(SlurmSettings.of(List.of("main"), 4), read(example));
    }
}
