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

import io.weft.core.wire.JobClass;
import io.weft.manager.ManagerException;
import io.weft.manager.ResourceManager;
import io.weft.manager.command.ProcessRunner;
import io.weft.manager.daemon.Site;
import io.weft.manager.daemon.SiteExam;
import io.weft.manager.daemon.SiteSettings;
import io.weft.slurm.check.ExamPlan;
import io.weft.slurm.check.SlurmExam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A site with Slurm, as it is configured. */
record SlurmSite(
        SiteSettings settings,
        String conf,
        String programs,
        int slotsPerCore,
        boolean isPersistent,
        long timeoutNs,
        String completionLog,
        List<String> userClasses,
        Map<String, JobClass> classOfQos)
        implements Site {
    @Override
    public ResourceManager open() throws ManagerException {
        throw new ManagerException(ManagerException.Kind.UNREACHABLE, false, "slurm");
    }

    @Override
    public SiteExam exam() {
        final ExamPlan plan =
                new ExamPlan(
                        settings.bridge().queues(),
                        settings.limits(),
                        slotsPerCore,
                        conf,
                        programs,
                        System.getProperty("user.name"));
        final Map<String, String> environment =
                conf.isEmpty() ? Map.of() : Map.of("SLURM_CONF", conf);
        return new SlurmExam(
                plan,
                new ProcessRunner(environment, ProcessRunner.OUTPUT_BYTES_MAX),
                SlurmSite::text);
    }

    private static String text(final String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (final IOException ex) {
            return null;
        }
    }
}
