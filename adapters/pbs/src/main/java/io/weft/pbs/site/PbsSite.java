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
package io.weft.pbs.site;

import io.weft.manager.QueueSpec;
import io.weft.manager.ResourceManager;
import io.weft.manager.command.ProcessRunner;
import io.weft.manager.daemon.Site;
import io.weft.manager.daemon.SiteExam;
import io.weft.manager.daemon.SiteSettings;
import io.weft.pbs.PbsCommands;
import io.weft.pbs.PbsSettings;
import io.weft.pbs.check.PbsExam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A site with PBS, as it is configured. */
record PbsSite(SiteSettings settings, PbsSettings pbs, String conf) implements Site {
    @Override
    public ResourceManager open() {
        final List<String> queues =
                settings.bridge().queues().stream().map(QueueSpec::name).toList();
        return new PbsCommands(pbs.withQueues(queues));
    }

    @Override
    public SiteExam exam() {
        return new PbsExam(
                new ProcessRunner(pbs.commandEnvironment(), ProcessRunner.OUTPUT_BYTES_MAX),
                pbs,
                settings.bridge().queues(),
                conf,
                PbsSite::text);
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
