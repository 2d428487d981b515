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
import io.weft.slurm.SlurmSettings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Brings Slurm to the daemon. */
public final class SlurmAdapter implements SiteAdapter {
    private static final long SECOND = 1_000_000_000L;
    private static final int SLOTS_MAX = 15;
    private static final Pattern PARTITION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<JobClass> CLASSES =
            List.of(JobClass.BATCH, JobClass.INTERACTIVE, JobClass.URGENT);

    /** The adapter; reads nothing yet. */
    public SlurmAdapter() {}

    @Override
    public String name() {
        return "slurm";
    }

    @Override
    public Site read(final SettingSection section, final SiteSettings settings) {
        final List<QueueSpec> queues = settings.bridge().queues();
        final int slotsPerCore =
                (int)
                        section.integer(
                                "slots-per-core",
                                1,
                                SLOTS_MAX,
                                queues.stream()
                                        .mapToInt(QueueSpec::maxMultiplicity)
                                        .max()
                                        .orElse(1),
                                "CPUs that slurm.conf declares for each core. When nothing is said,"
                                        + " the highest multiplicity of a queue.");
        final List<String> partitions = new ArrayList<>();
        for (final QueueSpec queue : queues) {
            // One without a name was refused already.
            if (queue.name() != null) {
                if (PARTITION.matcher(queue.name()).matches()) {
                    partitions.add(queue.name());
                } else {
                    section.refuse("partition", queue.name(), "letters, digits, . _ and -");
                }
            }
        }
        if (partitions.isEmpty()) {
            partitions.add("none");
        }
        return new SlurmSite(
                settings,
                read(section, partitions, slotsPerCore),
                section.flag(
                        "sstat",
                        false,
                        "Whether sstat is asked how busy jobs are; needs jobacct_gather."),
                cgroupFiles(section));
    }

    private static List<String> cgroupFiles(final SettingSection section) {
        final String key = "cgroup-files";
        final List<String> files =
                section.texts(
                        key,
                        List.of(),
                        "Files that tell the CPU time of a job, with `{job}` for its number: before"
                                + " sstat, where the nodes' cgroups are seen on this machine.");
        for (final String file : files) {
            if (!file.contains("{job}")) {
                section.refuse(key, file, "a path with {job}");
            }
        }
        return files;
    }

    private static SlurmSettings read(
            final SettingSection section, final List<String> partitions, final int slotsPerCore) {
        final SlurmSettings defaults = SlurmSettings.of(partitions, slotsPerCore);
        final String conf =
                section.text(
                        "conf",
                        "",
                        "Path of slurm.conf, as SLURM_CONF has it; empty for the usual one.");
        final String programs =
                section.text(
                        "programs",
                        "",
                        "Folder of squeue, scontrol and scancel; empty for the search path.");
        final boolean isSession =
                section.flag(
                        "persistent-scontrol",
                        defaults.isSession(),
                        "Whether one scontrol is kept and told everything, which is faster than one"
                                + " process for each command.");
        final long timeoutNs =
                section.durationNs(
                        "timeout",
                        SECOND,
                        600 * SECOND,
                        defaults.timeoutNs(),
                        "After which a program is killed. Slurm gives up by itself after 10 s.");
        final String zone =
                section.text(
                        "time-zone",
                        "",
                        "a time zone, as in \"Europe/Paris\"",
                        text -> text.isEmpty() || ZoneId.getAvailableZoneIds().contains(text),
                        "Zone of slurmctld's clock, that of completion-log; empty for UTC.");
        final String completionLog =
                section.text(
                        "completion-log",
                        "",
                        "File that jobcomp/filetxt writes, as JobCompLoc has it; empty for none."
                                + " With it the ends of jobs are known after a long absence.");
        final List<JobClass> userClasses =
                section.words(
                        "user-classes",
                        CLASSES,
                        List.of(JobClass.BATCH, JobClass.INTERACTIVE),
                        "Classes that users may ask for by `--comment=class=...`.");
        final Map<String, JobClass> classOfQos =
                section.wordsByName(
                        "class-of-qos",
                        CLASSES,
                        "Class of the jobs of a QOS; goes before what a user asks for.");
        final boolean isGuarded =
                section.flag(
                        "guarded-start",
                        defaults.isGuarded(),
                        "Whether a start is one command, which job_submit.lua checks; three, with a"
                                + " look at the job first, where that file cannot be renewed.");
        return new SlurmSettings(
                partitions,
                slotsPerCore,
                conf,
                programs,
                isSession,
                timeoutNs,
                zone.isEmpty() ? defaults.zone() : ZoneId.of(zone),
                completionLog,
                classOfQos,
                new LinkedHashSet<>(userClasses),
                isGuarded);
    }

    @Override
    public List<String> siteFiles() {
        return List.of(
                "weft.toml",
                "job_submit.lua",
                "prolog.sh",
                "epilog.sh",
                "taskprolog.sh",
                "slurm.conf.example",
                "weft-slurm.service");
    }
}
