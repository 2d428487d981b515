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

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Holds every class under a root package to {@link Floors}. */
final class DownwardImports extends ArchCondition<JavaClass> {
    private final String root;

    /**
     * @param root the package whose children are the modules, without a dot at the end.
     */
    DownwardImports(String root) {
        super("import only from floors below");
        this.root = root + ".";
    }

    @Override
    public void check(JavaClass source, ConditionEvents events) {
        if (!hasFloor(source)) {
            String message =
                    source.getName() + " stands on no floor; give its package one in Floors";
            events.add(SimpleConditionEvent.violated(source, message));
            return;
        }
        for (Dependency dependency : source.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass();
            if (isOurs(target) && hasFloor(target) && !isDownward(source, target)) {
                events.add(SimpleConditionEvent.violated(source, dependency.getDescription()));
            }
        }
    }

    private boolean isDownward(JavaClass source, JavaClass target) {
        String module = module(source);
        boolean insideCore = module.equals("core") && module(target).equals("core");
        return insideCore
                ? Floors.mayImportInCore(corePackage(source), corePackage(target))
                : Floors.mayImport(module, module(target));
    }

    private boolean hasFloor(JavaClass type) {
        String module = module(type);
        return module.equals("core")
                ? Floors.isCorePackage(corePackage(type))
                : Floors.isModule(module);
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(root);
    }

    private String module(JavaClass type) {
        return segment(type.getPackageName().substring(root.length()), 0);
    }

    private String corePackage(JavaClass type) {
        return segment(type.getPackageName().substring(root.length()), 1);
    }

    private static String segment(String packageName, int index) {
        String[] segments = packageName.split("\\.");
        return index < segments.length ? segments[index] : "";
    }
}
