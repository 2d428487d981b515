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
package io.weft.architecture;

import java.util.Map;

/**
 * Where a module, and a package of core, stands. An import goes down: never up a floor and, between
 * modules, never sideways.
 */
final class Floors {
    private static final int ADAPTERS = 4;

    private static final Map<String, Integer> MODULES =
            Map.ofEntries(
                    Map.entry("core", 1),
                    Map.entry("journal", 2),
                    Map.entry("placement", 2),
                    Map.entry("manager", 3),
                    Map.entry("simulator", ADAPTERS),
                    Map.entry("slurm", ADAPTERS),
                    Map.entry("pbs", ADAPTERS),
                    Map.entry("cluster", ADAPTERS),
                    Map.entry("cli", ADAPTERS),
                    Map.entry("bench", 5),
                    Map.entry("fuzz", 5));

    /** Inside core two packages may share a floor; the empty name is core's root package. */
    private static final Map<String, Integer> CORE_PACKAGES =
            Map.ofEntries(
                    Map.entry("wire", 1),
                    Map.entry("memory", 1),
                    Map.entry("schema", 2),
                    Map.entry("spi", 2),
                    Map.entry("client", 2),
                    Map.entry("state", 3),
                    Map.entry("engine", 4),
                    Map.entry("snapshot", 4),
                    Map.entry("", 5),
                    Map.entry("explain", 6),
                    Map.entry("debug", 6));

    private Floors() {}

    static boolean isModule(String name) {
        return MODULES.containsKey(name);
    }

    static boolean isCorePackage(String name) {
        return CORE_PACKAGES.containsKey(name);
    }

    static boolean mayImport(String module, String imported) {
        boolean composes = module.equals("cli") && MODULES.get(imported) == ADAPTERS;
        return module.equals(imported) || composes || MODULES.get(imported) < MODULES.get(module);
    }

    static boolean mayImportInCore(String name, String imported) {
        return CORE_PACKAGES.get(imported) <= CORE_PACKAGES.get(name);
    }
}
