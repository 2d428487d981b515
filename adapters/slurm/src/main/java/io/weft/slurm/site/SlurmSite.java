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

import io.weft.manager.ResourceManager;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.command.ProcessRunner;
import io.weft.manager.daemon.Site;
import io.weft.manager.daemon.SiteExam;
import io.weft.manager.daemon.SiteSettings;
import io.weft.slurm.BusySource;
import io.weft.slurm.CgroupBusySource;
import io.weft.slurm.SlurmCommands;
import io.weft.slurm.SlurmSettings;
import io.weft.slurm.SstatBusySource;
import io.weft.slurm.check.ExamPlan;
import io.weft.slurm.check.SlurmExam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.SystemEpochNanoClock;

/** A site with Slurm, as it is configured. */
record SlurmSite(
        SiteSettings settings, SlurmSettings slurm, boolean isSstat, List<String> cgroupFiles)
        implements Site {
    @Override
    public ResourceManager open() {
        final CommandRunner runner = runner();
        return new SlurmCommands(slurm, runner, SystemEpochNanoClock.INSTANCE, busySource(runner));
    }

    /** Null when nobody can tell. */
    private BusySource busySource(final CommandRunner runner) {
        if (!cgroupFiles.isEmpty()) {
            return new CgroupBusySource(cgroupFiles);
        }
        return isSstat ? new SstatBusySource(slurm, runner) : null;
    }

    private CommandRunner runner() {
        return new ProcessRunner(SlurmCommands.environment(slurm), ProcessRunner.OUTPUT_BYTES_MAX);
    }

    @Override
    public SiteExam exam() {
        final ExamPlan plan =
                new ExamPlan(
                        settings.bridge().queues(),
                        settings.limits(),
                        slurm.slotsPerCore(),
                        slurm.configuration(),
                        slurm.programs(),
                        System.getProperty("user.name"),
                        slurm.isGuarded());
        return new SlurmExam(plan, runner(), SlurmSite::text);
    }

    /** Text of a file, or null when it cannot be read. */
    private static String text(final String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (final IOException ex) {
            return null;
        }
    }
}
