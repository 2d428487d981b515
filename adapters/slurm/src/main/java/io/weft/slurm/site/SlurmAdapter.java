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
import io.weft.manager.QueueSpec;
import io.weft.manager.daemon.SettingSection;
import io.weft.manager.daemon.Site;
import io.weft.manager.daemon.SiteAdapter;
import io.weft.manager.daemon.SiteSettings;
import java.util.List;

/** Brings Slurm to the daemon. */
public final class SlurmAdapter implements SiteAdapter {
    private static final long SECOND = 1_000_000_000L;
    private static final int SLOTS_MAX = 15;

    /** The adapter; reads nothing yet. */
    public SlurmAdapter() {}

    @Override
    public String name() {
        return "slurm";
    }

    @Override
    public Site read(final SettingSection section, final SiteSettings settings) {
        final List<QueueSpec> queues = settings.bridge().queues();
        final int multiplicity =
                queues.stream().mapToInt(QueueSpec::maxMultiplicity).max().orElse(1);
        return new SlurmSite(
                settings,
                section.text(
                        "conf",
                        "",
                        "Path of slurm.conf, as SLURM_CONF has it; empty for the usual one."),
                section.text(
                        "programs",
                        "",
                        "Folder of squeue, scontrol and scancel; empty for the search path."),
                (int)
                        section.integer(
                                "slots-per-core",
                                1,
                                SLOTS_MAX,
                                multiplicity,
                                "CPUs that slurm.conf declares for each core. Default: the highest"
                                        + " multiplicity of a queue."),
                section.flag(
                        "persistent-scontrol",
                        true,
                        "Whether one scontrol is kept and told everything, which is faster than one"
                                + " process for each command."),
                section.durationNs(
                        "timeout",
                        SECOND,
                        600 * SECOND,
                        12 * SECOND,
                        "After which a program is killed. Slurm gives up by itself after 10 s."),
                section.text(
                        "completion-log",
                        "",
                        "File that jobcomp/filetxt writes, as JobCompLoc has it; empty for none."),
                section.texts(
                        "user-classes",
                        "Classes that users may ask for by --comment=class=...; none for batch and"
                                + " interactive."),
                section.wordsByName(
                        "class-of-qos",
                        List.of(JobClass.BATCH, JobClass.INTERACTIVE, JobClass.URGENT),
                        "Class of the jobs of a QOS; goes before what a user asks for."));
    }

    @Override
    public List<String> siteFiles() {
        return List.of("weft.toml");
    }
}
