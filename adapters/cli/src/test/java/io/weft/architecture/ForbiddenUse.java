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

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/**
 * Holds a class to a list of methods and constructors it must neither call nor refer to. An item is
 * a type ({@code java.util.Random}: all of it), a name in a type ({@code java.lang.Math.sin}: all
 * overloads; a constructor is called {@code <init>}), or one overload with its parameters in full
 * ({@code java.lang.String.getBytes()}).
 */
final class ForbiddenUse extends ArchCondition<JavaClass> {
    private final Set<String> forbidden;

    ForbiddenUse(String description, Set<String> forbidden) {
        super("not " + description);
        this.forbidden = forbidden;
    }

    @Override
    public void check(JavaClass source, ConditionEvents events) {
        for (JavaCodeUnitAccess<?> access : source.getCodeUnitAccessesFromSelf()) {
            if (isForbidden(access.getTarget())) {
                events.add(SimpleConditionEvent.violated(source, access.getDescription()));
            }
        }
    }

    private boolean isForbidden(CodeUnitAccessTarget target) {
        String type = target.getOwner().getName();
        return forbidden.contains(type)
                || forbidden.contains(type + "." + target.getName())
                || forbidden.contains(target.getFullName());
    }
}
